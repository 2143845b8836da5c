package dev.weir.engine;

import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;

/** Where a task's inputs come from. */
public sealed interface Origin {

  /** It is the first of its run. */
  record Start() implements Origin {}

  /** It follows one task. */
  record After(TaskId task) implements Origin {}

  /** It gathers the branches of a split, in their order. */
  record Join(TaskKey split) implements Origin {}
}
