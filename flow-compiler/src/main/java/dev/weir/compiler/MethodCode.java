package dev.weir.compiler;

import java.util.List;
import java.util.Set;

/**
 * What one method does, as far as the graph and the artifacts are concerned.
 *
 * @param reads the artifacts it reads, of whichever instance
 * @param writes the artifacts it assigns
 * @param calls every method it invokes
 * @param handles the methods it makes lambdas or method references of, transitions apart
 * @param mentions the classes it names otherwise
 * @param unstored the flow's fields that are no artifacts, as far as it may change them
 * @param reflects whether it can touch fields in ways that can't be followed
 * @param namedInputs the branches it asks a join's inputs for
 * @param dropped lines where the value of a transition goes astray
 */
record MethodCode(
    MethodId id,
    int firstLine,
    Set<String> reads,
    Set<String> writes,
    List<Call> calls,
    List<Call> handles,
    Set<String> mentions,
    Set<String> unstored,
    boolean reflects,
    List<TransitionCode> transitions,
    List<NamedInput> namedInputs,
    List<Integer> dropped) {

  record Call(MethodId target, int line) {}

  record NamedInput(String step, int line) {}
}
