package dev.weir.runtime;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Merge;
import dev.weir.flow.internal.Merger;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.TaskAssignment.Input;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes over from the inputs of a join what they agree on. It compares references, so that nothing
 * is fetched but what the join's own code may look at.
 */
final class Merging implements Merger {
  private final List<Input> inputs;
  private final Artifacts artifacts;
  private final FlowFields fields;
  private final Set<String> readable;
  private final Set<String> settled;
  private final Map<String, @Nullable Object> initial = new HashMap<>();
  private final Map<String, ArtifactRef> merged = new TreeMap<>();
  private @Nullable FlowSpec flow;

  /**
   * @param readable the fields that the join's code may read
   * @param settled artifacts that are the same in every task of a run
   */
  Merging(
      List<Input> inputs,
      Artifacts artifacts,
      FlowFields fields,
      Set<String> readable,
      Set<String> settled) {
    this.inputs = inputs;
    this.artifacts = artifacts;
    this.fields = fields;
    this.readable = readable;
    this.settled = settled;
  }

  /** The join, before its code runs. */
  void into(FlowSpec join) {
    flow = join;
    fields.all().forEach((name, field) -> initial.put(name, FlowFields.get(field, join)));
  }

  /** What was taken over, by reference. */
  Map<String, ArtifactRef> merged() {
    return Collections.unmodifiableMap(merged);
  }

  @Override
  public void merge(Merge which) {
    var join = Objects.requireNonNull(flow);
    var found = new TreeMap<String, ArtifactRef>();
    var conflicts = new TreeSet<String>();
    for (var input : inputs) {
      artifacts.snapshot(input.outputs()).artifacts().entrySet().stream()
          .filter(artifact -> which.takes(artifact.getKey()) && !isSet(artifact.getKey(), join))
          .forEach(artifact -> add(artifact.getKey(), artifact.getValue(), found, conflicts));
    }
    refuse(conflicts, which, found, join);
    merged.putAll(found);
    found.keySet().retainAll(readable);
    found.forEach(
        (name, ref) -> {
          fields.find(name).ifPresent(field -> artifacts.load(ref, field, join));
          fields.find(name).ifPresent(field -> initial.put(name, FlowFields.get(field, join)));
        });
  }

  private static void add(
      String name, ArtifactRef ref, Map<String, ArtifactRef> found, Set<String> conflicts) {
    var before = found.putIfAbsent(name, ref);
    if (before != null && !isSame(before, ref)) {
      conflicts.add(name);
    }
  }

  private static boolean isSame(ArtifactRef one, ArtifactRef other) {
    return one.digest().equals(other.digest()) && one.encoding().equals(other.encoding());
  }

  /** Whether the join has dealt with it. */
  private boolean isSet(String name, FlowSpec join) {
    return settled.contains(name) || merged.containsKey(name) || isAssigned(name, join);
  }

  private boolean isAssigned(String name, FlowSpec join) {
    return fields
        .find(name)
        .map(
            field -> {
              var now = FlowFields.get(field, join);
              var before = initial.get(name);
              return field.getType().isPrimitive() ? !now.equals(before) : now != before;
            })
        .orElse(false);
  }

  private void refuse(
      Set<String> conflicts, Merge which, Map<String, ArtifactRef> found, FlowSpec join) {
    if (!conflicts.isEmpty()) {
      throw new IllegalStateException(
          "the inputs of this join differ in "
              + String.join(", ", conflicts)
              + ": assign what shall go on before mergeArtifacts, or exclude them");
    }
    if (!which.only()) {
      return;
    }
    var missing = new TreeSet<>(which.names());
    missing.removeIf(name -> found.containsKey(name) || isSet(name, join));
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "no input of this join has " + String.join(", ", missing) + " to merge");
    }
  }
}
