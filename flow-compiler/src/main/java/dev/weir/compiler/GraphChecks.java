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
    if (!steps.containsKey(FlowGraph.START)) {
      findings.add(flow, "the flow has no step named start", "Add: @Step Next start() { … }");
    }
    if (!steps.containsKey(FlowGraph.END)) {
      findings.add(flow, "the flow has no step named end", "Add: @Step void end() { … }");
    }
    var start = steps.get(FlowGraph.START);
    if (start != null && start.join()) {
      findings.add(
          start.place(), "start can't be a join: nothing comes before it", "Use `Next start()`.");
    }
  }

  /** The steps in topological order, as far as nothing is wrong. */
  List<StepFacts> order() {
    for (var check :
        List.<Runnable>of(this::refuseCycles, this::refuseUnreachable, this::refuseSecondWaysIn)) {
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
          "Lead to a step that comes later; repeat work inside a step, or with foreach.");
      return;
    }
    if (!done.add(step)) {
      return;
    }
    path.add(step);
    steps.get(step).next().forEach(next -> visit(next, path, done));
    path.remove(step);
  }

  private void refuseUnreachable() {
    var reached = new LinkedHashSet<String>();
    var todo = new ArrayDeque<>(List.of(FlowGraph.START));
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
            "step " + step.name() + " can't be reached from start",
            "Lead to it with next(this::" + step.name() + ") or the like, or remove it.");
      }
    }
  }

  private void refuseSecondWaysIn() {
    for (var step : steps.values()) {
      var from = predecessors(step.name());
      if (from.size() > 1 && !step.join()) {
        var wayOut =
            step.isEnd()
                ? "Add a join before it: a step `Next join(Inputs<…> inputs)` that they all lead to."
                : "If it gathers them, make it a join: `Next "
                    + step.name()
                    + "(Inputs<…> inputs)`.";
        findings.add(
            step.place(),
            "step " + step.name() + " follows several steps: " + String.join(", ", from),
            wayOut);
      }
    }
  }

  private List<String> predecessors(String step) {
    return steps.values().stream()
        .filter(other -> other.next().contains(step))
        .map(StepFacts::name)
        .toList();
  }

  private List<StepFacts> sorted() {
    var open = new HashMap<String, Integer>();
    steps.values().forEach(step -> step.next().forEach(next -> open.merge(next, 1, Integer::sum)));
    var order = new ArrayList<StepFacts>();
    var ready = new ArrayDeque<>(List.of(FlowGraph.START));
    while (!ready.isEmpty()) {
      var step = steps.get(ready.removeFirst());
      order.add(step);
      for (var next : step.next()) {
        if (open.merge(next, -1, Integer::sum) == 0) {
          ready.addLast(next);
        }
      }
    }
    return order;
  }
}
