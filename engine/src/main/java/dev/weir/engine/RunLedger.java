package dev.weir.engine;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.time.Duration;
import java.util.Optional;

/**
 * The record of one run in motion, as {@link RunMachine} needs it. All calls for one event happen
 * in one transaction: they take effect together or not at all. Implementations: {@link
 * MemoryRunLedger} for local runs, PostgreSQL in the scheduler; both pass {@code
 * RunLedgerContract}.
 */
public interface RunLedger {

  RunState state();

  /** The task, locked until the transaction ends, so that its events happen one after another. */
  Optional<LedgerTask> lock(TaskId task);

  /** Adds a READY task, attempt 0. Does nothing when the run has a task of that key already. */
  void create(TaskKey task, Origin origin);

  /**
   * Adds a split with all branches to come, and a READY task for the first step of each: {@link
   * Origin.After} the task that opened it. Does nothing when the split is there already.
   */
  void open(TaskId opener, Split split);

  /**
   * Notes that a task is the end of a branch.
   *
   * @return how many branches of the split are still to come
   */
  int arrive(TaskKey split, int branch, TaskId task);

  /** READY → RUNNING. */
  void claimed(TaskId task, String worker);

  /** RUNNING → SUCCEEDED. */
  void succeeded(TaskId task, Digest outputs);

  /** RUNNING → FAILED. */
  void failed(TaskId task);

  /**
   * RUNNING → READY, one attempt and one failure further.
   *
   * @param delay before which it should not run; local runs do not wait
   * @param fallback the failure that the next attempt shall only record as caught
   */
  void failedForNow(TaskId task, Duration delay, Optional<Failure> fallback);

  /** RUNNING → READY, one attempt and one loss further. */
  void lost(TaskId task);

  /**
   * Ends the run. What has not ended becomes CANCELLED.
   *
   * @param failure what ended it, when it failed
   */
  void end(RunState state, Optional<TaskFailure> failure);
}
