package dev.weir.engine;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Frame;
import dev.weir.protocol.Gang;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.Transition;
import java.util.List;
import java.util.Optional;

/**
 * Decides what follows from one task's success, from the graph alone. The work for one task does
 * not depend on how large the run is.
 */
public final class Planner {
  private final FlowGraph graph;

  public Planner(FlowGraph graph) {
    this.graph = graph;
  }

  public TaskKey start() {
    return new TaskKey(graph.start().name(), List.of());
  }

  /**
   * What follows.
   *
   * @throws TransitionException when the step took a way its graph does not have
   */
  public Command after(TaskKey task, Transition transition) {
    var node = graph.step(task.step());
    requireInGraph(node, transition);
    return switch (transition) {
      case Transition.End() -> new Command.EndRun();
      case Transition.Next(var step) -> next(task, step);
      case Transition.Branch(var steps) ->
          new Command.OpenSplit(new Split(task, steps, steps.size(), Optional.empty()));
      case Transition.Foreach(var step, var size, var items) ->
          new Command.OpenSplit(new Split(task, List.of(step), size, Optional.of(items)));
      case Transition.Parallel(var step, var size) ->
          new Command.OpenSplit(new Split(task, List.of(step), size, Optional.empty()));
      case Transition.Choice(var step) ->
          step.equals(task.step())
              ? new Command.StartTask(new TaskKey(step, task.frames(), task.round() + 1))
              : next(task, step);
    };
  }

  /** What follows when an attempt at it fails. */
  public Retries retries(TaskKey task) {
    return new Retries(graph.step(task.step()).settings());
  }

  /** Which node of a gang a task is; nothing when it is none. */
  public Optional<Gang> gang(TaskKey task) {
    if (task.frames().isEmpty()) {
      return Optional.empty();
    }
    var frame = task.frames().getLast();
    var split = graph.step(frame.split());
    return split.kind() == FlowGraph.Kind.PARALLEL && split.next().contains(task.step())
        ? Optional.of(new Gang(frame.index(), frame.size(), null))
        : Optional.empty();
  }

  /** The split and branch whose item a task works on: those of the foreach nearest around it. */
  public Optional<SplitBranch> item(TaskKey task) {
    for (int depth = task.frames().size() - 1; depth >= 0; depth--) {
      var frame = task.frames().get(depth);
      if (graph.step(frame.split()).kind() == FlowGraph.Kind.FOREACH) {
        return Optional.of(new SplitBranch(splitAround(task, depth), frame.index()));
      }
    }
    return Optional.empty();
  }

  /** One branch of a split, the split named by the task that opened it. */
  public record SplitBranch(TaskKey split, int branch) {}

  private Command next(TaskKey task, String step) {
    if (!graph.step(step).join()) {
      return new Command.StartTask(new TaskKey(step, task.frames()));
    }
    if (task.frames().isEmpty()) {
      throw new TransitionException(task + " goes to the join " + step + " outside any split");
    }
    int innermost = task.frames().size() - 1;
    Frame frame = task.frames().get(innermost);
    var split = splitAround(task, innermost);
    return new Command.Arrive(split, frame.index(), new TaskKey(step, split.frames()));
  }

  private static TaskKey splitAround(TaskKey task, int depth) {
    return new TaskKey(task.frames().get(depth).split(), task.frames().subList(0, depth));
  }

  private static void requireInGraph(StepNode node, Transition transition) {
    boolean agrees =
        switch (transition) {
          case Transition.End() -> node.kind() == FlowGraph.Kind.END;
          case Transition.Next(var step) ->
              node.kind() == FlowGraph.Kind.LINEAR && node.next().equals(List.of(step));
          case Transition.Branch(var steps) ->
              node.kind() == FlowGraph.Kind.BRANCH && node.next().equals(steps);
          case Transition.Choice(var step) ->
              node.kind() == FlowGraph.Kind.CHOICE && node.next().contains(step);
          case Transition.Parallel(var step, var size) ->
              node.kind() == FlowGraph.Kind.PARALLEL
                  && node.next().equals(List.of(step))
                  && size > 0;
          case Transition.Foreach(var step, var size, var _) ->
              node.kind() == FlowGraph.Kind.FOREACH
                  && node.next().equals(List.of(step))
                  && size > 0;
        };
    if (!agrees) {
      throw new TransitionException(
          "step " + node.name() + " took a transition that its graph does not have: " + transition);
    }
  }
}
