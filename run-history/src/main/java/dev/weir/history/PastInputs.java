package dev.weir.history;

import dev.weir.engine.Command;
import dev.weir.engine.Planner;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.Transition;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a task of a past run had before it. The record does not say; it follows from what the tasks
 * before it did, by the same rules that made it ready then. Only what this one task needs is read:
 * its run may have a hundred thousand.
 */
public final class PastInputs {
  private final FlowGraph graph;
  private final Planner planner;
  private final RunHistory history;
  private final RunId run;

  /**
   * Of one run.
   *
   * @param graph as it was when the run ran
   */
  public PastInputs(FlowGraph graph, RunHistory history, RunId run) {
    this.graph = graph;
    this.planner = new Planner(graph);
    this.history = history;
    this.run = run;
  }

  /** The tasks it followed, in the order a task has them. */
  public List<Input> of(TaskKey task) {
    if (task.equals(planner.start())) {
      return List.of();
    }
    var before = graph.step(task.step()).join() ? arrived(task) : led(task);
    if (before.isEmpty()) {
      throw new IllegalStateException("the record of run " + run + " does not lead to " + task);
    }
    return before;
  }

  /** The item of a foreach that it worked on, where it did. */
  public Optional<Item> item(TaskKey task) {
    return planner
        .item(task)
        .flatMap(
            branch ->
                at(branch.split())
                    .map(PastTask::transition)
                    .map(taken -> taken instanceof Transition.Foreach each ? each.items() : null)
                    .map(items -> new Item(items, branch.branch())));
  }

  /** The tasks that followed one, or will. */
  public FollowingTasks after(PastTask past) {
    return new FollowingTasks(planner.after(past.key(), past.transition()));
  }

  private Optional<PastTask> at(TaskKey task) {
    return history.succeededIn(run, task.step(), task.frames()).stream()
        .filter(past -> past.key().equals(task))
        .findFirst();
  }

  private List<Input> led(TaskKey task) {
    return predecessors(task)
        .flatMap(step -> before(step, task))
        .filter(past -> after(past).contains(task))
        .limit(1)
        .map(PastInputs::input)
        .toList();
  }

  /** The tasks of a step that can have led to a task that is no join: those right around it. */
  private Stream<PastTask> before(StepNode step, TaskKey task) {
    var frames = task.frames();
    return switch (step.kind()) {
      case LINEAR, CHOICE, END -> history.succeededIn(run, step.name(), frames).stream();
      case BRANCH, FOREACH, PARALLEL ->
          frames.isEmpty()
              ? Stream.empty()
              : history
                  .succeededIn(run, step.name(), frames.subList(0, frames.size() - 1))
                  .stream();
    };
  }

  private List<Input> arrived(TaskKey join) {
    var branches = new TreeMap<Integer, Input>();
    predecessors(join)
        .flatMap(step -> history.succeededWithin(run, step.name(), join.frames()).stream())
        .forEach(
            past -> {
              if (planner.after(past.key(), past.transition())
                      instanceof Command.Arrive(var split, var branch, var gathers)
                  && gathers.equals(join)) {
                branches.put(branch, input(past));
              }
            });
    return List.copyOf(branches.values());
  }

  private Stream<StepNode> predecessors(TaskKey task) {
    return graph.steps().stream().filter(step -> step.next().contains(task.step()));
  }

  private static Input input(PastTask past) {
    return new Input(past.key().step(), past.id(), past.outputs());
  }
}
