package dev.weir.compiler;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which artifacts may have been written on the ways into each step, and which a join left behind.
 */
final class ArtifactPaths {
  private final List<StepFacts> order;
  private final Map<String, Set<String>> writes;
  private final BiPredicate<StepFacts, String> handsOn;
  private final Map<String, Known> before = new HashMap<>();

  /** An artifact that a join did not pass on, and the steps before the join that wrote it. */
  record Loss(StepFacts join, Set<String> writers) {}

  /**
   * What a step finds.
   *
   * @param written the artifacts that may have been written, and by which steps
   * @param lost those that were, until a join began anew
   * @param arrived what the inputs of a join may have written
   */
  record Known(
      Map<String, Set<String>> written, Map<String, Loss> lost, Map<String, Set<String>> arrived) {
    Known() {
      this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  private ArtifactPaths(
      List<StepFacts> order,
      Map<String, Set<String>> writes,
      BiPredicate<StepFacts, String> handsOn) {
    this.order = order;
    this.writes = writes;
    this.handsOn = handsOn;
  }

  /**
   * Goes through the graph, again and again where it leads back.
   *
   * @param handsOn whether a join hands on an artifact of its inputs
   */
  static ArtifactPaths of(
      List<StepFacts> order,
      Map<String, Set<String>> writes,
      BiPredicate<StepFacts, String> handsOn) {
    var paths = new ArtifactPaths(order, writes, handsOn);
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

  /** The branches from a split to its join that some of the steps are on, by their first steps. */
  List<String> branches(Set<String> steps, String split, StepFacts join) {
    return step(split).next().stream()
        .filter(first -> steps.stream().anyMatch(between(first, join)::contains))
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
    if (step.join()) {
      known.arrived().putAll(known.written());
      known.written().keySet().removeIf(name -> !handsOn.test(step, name));
      known.arrived().keySet().stream()
          .filter(name -> !known.written().containsKey(name))
          .forEach(name -> known.lost().put(name, new Loss(step, known.arrived().get(name))));
    }
    return known;
  }

  private static void add(Map<String, Set<String>> written, String name, Set<String> by) {
    written.computeIfAbsent(name, any -> new TreeSet<>()).addAll(by);
  }
}
