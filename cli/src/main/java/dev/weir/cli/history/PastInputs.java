package dev.weir.cli.history;

import dev.weir.engine.Command;
import dev.weir.engine.Planner;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.Transition;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a task of a past run had before it. The record does not say; it follows from what the tasks
 * before it did, by the same rules that made it ready then.
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
                succeeded(branch.split().step())
                    .filter(past -> past.key().equals(branch.split()))
                    .findFirst()
                    .map(PastInputs::transition)
                    .map(taken -> taken instanceof Transition.Foreach each ? each.items() : null)
                    .map(items -> new Item(items, branch.branch())));
  }

  private List<Input> led(TaskKey task) {
    return predecessors(task).filter(past -> leads(past, task)).limit(1).map(this::input).toList();
  }

  private boolean leads(TaskRecord past, TaskKey task) {
    return switch (planner.after(past.key(), transition(past))) {
      case Command.StartTask(var next) -> next.equals(task);
      case Command.OpenSplit(var split) -> {
        var frames = task.frames();
        yield frames.size() == past.key().frames().size() + 1
            && split.branch(frames.getLast().index()).equals(task);
      }
      case Command.Arrive _, Command.EndRun _ -> false;
    };
  }

  private List<Input> arrived(TaskKey join) {
    var branches = new TreeMap<Integer, Input>();
    predecessors(join)
        .forEach(
            past -> {
              if (planner.after(past.key(), transition(past))
                      instanceof Command.Arrive(var split, var branch, var gathers)
                  && gathers.equals(join)) {
                branches.put(branch, input(past));
              }
            });
    return List.copyOf(branches.values());
  }

  private Stream<TaskRecord> predecessors(TaskKey task) {
    return graph.steps().stream()
        .filter(step -> step.next().contains(task.step()))
        .flatMap(step -> succeeded(step.name()));
  }

  private Stream<TaskRecord> succeeded(String step) {
    return history.tasks(run, step).stream()
        .filter(past -> past.attempts().getLast().state() == AttemptState.SUCCEEDED)
        .filter(past -> past.attempts().getLast().transition() != null);
  }

  private static Transition transition(TaskRecord past) {
    return Optional.ofNullable(past.attempts().getLast().transition()).orElseThrow();
  }

  private Input input(TaskRecord past) {
    var outputs = Optional.ofNullable(past.attempts().getLast().outputs()).orElseThrow();
    return new Input(past.key().step(), past.id(), outputs);
  }
}
