package dev.weir.compiler;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which artifacts may have been written on the ways into each step, and which a join left behind.
 */
final class ArtifactPaths {
  private final List<StepFacts> order;
  private final Map<String, Set<String>> writes;
  private final Set<String> merging;
  private final Map<String, Known> before = new HashMap<>();

  /** An artifact that a join did not pass on, and the steps before the join that wrote it. */
  record Loss(StepFacts join, Set<String> writers) {}

  /**
   * What a step finds.
   *
   * @param written the artifacts that may have been written, and by which steps
   * @param lost those that were, until a join began anew
   */
  record Known(Map<String, Set<String>> written, Map<String, Loss> lost) {
    Known() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  private ArtifactPaths(
      List<StepFacts> order, Map<String, Set<String>> writes, Set<String> merging) {
    this.order = order;
    this.merging = merging;
    this.writes = writes;
  }

  /**
   * Goes through the graph, again and again where it leads back.
   *
   * @param merging the joins that hand on what their inputs agree on
   */
  static ArtifactPaths of(
      List<StepFacts> order, Map<String, Set<String>> writes, Set<String> merging) {
    var paths = new ArtifactPaths(order, writes, merging);
    Map<String, Known> last;
    do {
      last = Map.copyOf(paths.before);
      order.forEach(step -> paths.before.put(step.name(), paths.into(step)));
    } while (!last.equals(paths.before));
    return paths;
  }

  Known before(StepFacts step) {
    return before.get(step.name());
  }

  /** The branches of the join's split in which the artifact was written, by their first steps. */
  List<String> branches(Loss loss, String split) {
    return step(split).next().stream()
        .filter(first -> loss.writers().stream().anyMatch(between(first, loss.join())::contains))
        .toList();
  }

  private Set<String> between(String first, StepFacts join) {
    var steps = new TreeSet<String>();
    var todo = new ArrayDeque<>(List.of(first));
    while (!todo.isEmpty()) {
      var name = todo.removeFirst();
      if (!name.equals(join.name()) && steps.add(name)) {
        todo.addAll(step(name).next());
      }
    }
    return steps;
  }

  private StepFacts step(String name) {
    return order.stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  private Known into(StepFacts step) {
    var known = new Known();
    for (var from : order) {
      if (from.next().contains(step.name()) && before.containsKey(from.name())) {
        var left = before.get(from.name());
        left.written().forEach((name, by) -> add(known.written(), name, by));
        writes.get(from.name()).forEach(name -> add(known.written(), name, Set.of(from.name())));
        left.lost().forEach(known.lost()::putIfAbsent);
      }
    }
    if (step.join() && !merging.contains(step.name())) {
      known.written().forEach((name, by) -> known.lost().put(name, new Loss(step, by)));
      known.written().clear();
    }
    return known;
  }

  private static void add(Map<String, Set<String>> written, String name, Set<String> by) {
    written.computeIfAbsent(name, any -> new TreeSet<>()).addAll(by);
  }
}
