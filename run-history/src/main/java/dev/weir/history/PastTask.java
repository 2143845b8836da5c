package dev.weir.history;

import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.Transition;
import java.util.Optional;

/**
 * What those that follow a task know of it once it has succeeded.
 *
 * @param outputs its snapshot
 */
public record PastTask(TaskId id, TaskKey key, Digest outputs, Transition transition) {

  /** Nothing of a task that has not succeeded. */
  public static Optional<PastTask> of(TaskRecord task) {
    var last = task.attempts().getLast();
    var outputs = last.outputs();
    var transition = last.transition();
    return last.state() == AttemptState.SUCCEEDED && outputs != null && transition != null
        ? Optional.of(new PastTask(task.id(), task.key(), outputs, transition))
        : Optional.empty();
  }
}
