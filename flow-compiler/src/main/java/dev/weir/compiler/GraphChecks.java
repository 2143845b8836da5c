package dev.weir.compiler;

import dev.weir.protocol.FlowGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks how the steps of a flow hang together, and puts them in topological order. */
final class GraphChecks {
  private final Map<String, StepFacts> steps;
  private final Findings findings;
  private final Place flow;

  GraphChecks(Map<String, StepFacts> steps, Place flow, Findings findings) {
    this.steps = steps;
    this.flow = flow;
    this.findings = findings;
  }

  void startAndEndExist() {
    if (steps.values().stream().noneMatch(StepFacts::isEnd)) {
      findings.add(
          flow,
          "the flow has no step named end",
          "Add: @Step void end() { … }; or mark its last step: @Step(end = true) void …");
    }
    if (steps.values().stream().noneMatch(StepFacts::isStart)) {
      findings.add(
          flow,
          "the flow has no step named start",
          "Add: @Step Next start() { … }; or mark its first step: @Step(start = true) Next …");
      return;
    }
    var start = start();
    if (start.join()) {
      findings.add(
          start.place(),
          start.name() + " can't be a join: nothing comes before it",
          "It is the start: use `Next " + start.name() + "()`.");
    }
    if (start.others().size() < start.next().size()) {
      findings.add(
          start.place(),
          start.name() + " can't choose itself: nothing comes before it",
          "It is the start: repeat the step that follows it.");
    }
  }

  private StepFacts start() {
    return steps.values().stream().filter(StepFacts::isStart).findFirst().orElseThrow();
  }

  /** The steps in topological order, as far as nothing is wrong. */
  List<StepFacts> order() {
    for (var check :
        List.<Runnable>of(this::refuseCycles, this::refuseUnreachable, this::refuseLooseGangs)) {
      if (findings.isEmpty()) {
        check.run(); // each would repeat what the one before it found
      }
    }
    return findings.isEmpty() ? sorted() : List.of();
  }

  private void refuseCycles() {
    var done = new HashSet<String>();
    for (var step : steps.keySet()) {
      visit(step, new LinkedHashSet<>(), done);
    }
  }

  private void visit(String step, LinkedHashSet<String> path, Set<String> done) {
    if (path.contains(step)) {
      var cycle = new ArrayList<>(path).subList(new ArrayList<>(path).indexOf(step), path.size());
      findings.add(
          steps.get(step).place(),
          "the flow runs in a circle: " + String.join(" → ", cycle) + " → " + step,
          "Lead to a step that comes later. To repeat a step, let it choose itself: choose(done,"
              + " this::next, this::again); or use foreach.");
      return;
    }
    if (!done.add(step)) {
      return;
    }
    path.add(step);
    steps.get(step).others().forEach(next -> visit(next, path, done));
    path.remove(step);
  }

  private void refuseUnreachable() {
    var reached = new LinkedHashSet<String>();
    var todo = new ArrayDeque<>(List.of(start().name()));
    while (!todo.isEmpty()) {
      var step = todo.removeFirst();
      if (reached.add(step)) {
        todo.addAll(steps.get(step).next());
      }
    }
    for (var step : steps.values()) {
      if (!reached.contains(step.name()) && predecessors(step.name()).isEmpty()) {
        findings.add(
            step.place(),
            "step " + step.name() + " can't be reached from " + start().name(),
            "Lead to it with next(this::" + step.name() + ") or the like, or remove it.");
      }
    }
  }

  /** The nodes of a gang end together. */
  private void refuseLooseGangs() {
    for (var step : steps.values()) {
      if (step.kind() != FlowGraph.Kind.PARALLEL) {
        continue;
      }
      var node = steps.get(step.next().getFirst());
      var joined = node.kind() == FlowGraph.Kind.LINEAR && steps.get(node.next().getFirst()).join();
      if (!joined) {
        findings.add(
            node.place(),
            "step " + node.name() + " runs in parallel and no join follows it",
            "Lead from it to a join: a step `Next join(Inputs<…> inputs)`.");
      }
    }
  }

  private List<String> predecessors(String step) {
    return steps.values().stream()
        .filter(other -> other.others().contains(step))
        .map(StepFacts::name)
        .toList();
  }

  private List<StepFacts> sorted() {
    var open = new HashMap<String, Integer>();
    steps
        .values()
        .forEach(step -> step.others().forEach(next -> open.merge(next, 1, Integer::sum)));
    var order = new ArrayList<StepFacts>();
    var ready = new ArrayDeque<>(List.of(start().name()));
    while (!ready.isEmpty()) {
      var step = steps.get(ready.removeFirst());
      order.add(step);
      for (var next : step.others()) {
        if (open.merge(next, -1, Integer::sum) == 0) {
          ready.addLast(next);
        }
      }
    }
    return order;
  }
}
