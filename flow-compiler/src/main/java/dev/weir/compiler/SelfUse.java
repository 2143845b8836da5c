package dev.weir.compiler;

import java.util.List;
import java.util.Set;

/**
 * What one method does with the instance it runs on: what is certain, where {@link MethodCode} has
 * what is possible.
 *
 * @param reads the artifacts it reads of {@code this}, in order
 * @param calls the methods it calls on {@code this}, lambdas of its own among them
 * @param writes the fields of {@code this} that it assigns, static ones among them
 * @param changes the artifacts of {@code this} whose value it changes in place
 * @param tolerates the artifacts of {@code this} that it expects to be null at times
 * @param unstoredReads the fields it reads that are no artifacts, static ones among them
 * @param lambdas the artifacts that it assigns a lambda to that can't be serialized
 * @param merges where it merges the inputs of a join
 * @param nulls the lines where it may return null by a word of its own
 */
record SelfUse(
    List<Access> reads,
    List<Call> calls,
    Set<String> writes,
    Set<String> changes,
    Set<String> tolerates,
    List<Access> unstoredReads,
    List<Access> lambdas,
    List<MergeUse> merges,
    List<Integer> nulls) {
  static final SelfUse NONE =
      new SelfUse(
          List.of(), List.of(), Set.of(), Set.of(), Set.of(), List.of(), List.of(), List.of(),
          List.of());

  /**
   * @param sure whether it happens whenever the method runs
   */
  record Access(String field, int line, boolean sure) {}

  /**
   * @param exact whether the owner's own method is meant, whatever overrides it
   */
  record Call(MethodId target, boolean exact, boolean sure) {}
}
