package dev.weir.engine;

import dev.weir.protocol.TaskKey;

/** One consequence of a task's success, as the {@link Planner} sees it. */
public sealed interface Command {

  /** This task may run; it follows the one that succeeded. */
  record StartTask(TaskKey task) implements Command {}

  /** The task that succeeded fans out. */
  record OpenSplit(Split split) implements Command {}

  /** The task that succeeded is the end of one branch of a split; {@code join} waits for all. */
  record Arrive(TaskKey split, int branch, TaskKey join) implements Command {}

  record EndRun() implements Command {}
}
