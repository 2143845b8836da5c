package dev.weir.engine;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskState;
import java.util.Optional;

/**
 * Moves one run forward: takes events, any number of times and in any order, and writes what
 * follows into the ledger. An event that is no longer true changes nothing. Call each method inside
 * one transaction of the ledger.
 */
public final class RunMachine {
  private final Planner planner;
  private final RunLedger ledger;
  private final int maxLosses;

  /**
   * A machine for one run.
   *
   * @param maxLosses after how many lost attempts a task fails
   */
  public RunMachine(FlowGraph graph, RunLedger ledger, int maxLosses) {
    this.planner = new Planner(graph);
    this.ledger = ledger;
    this.maxLosses = maxLosses;
  }

  /** What an event did. */
  public enum Effect {
    APPLIED,
    /** It came twice, or too late, or for somebody else. Nothing changed. */
    STALE
  }

  /** Makes the first task ready. */
  public Effect start() {
    if (ledger.state().ended()) {
      return Effect.STALE;
    }
    ledger.create(planner.start(), new Origin.Start());
    return Effect.APPLIED;
  }

  /** Gives an attempt to a worker: of any number that ask, one gets it. */
  public Optional<LedgerTask> claim(TaskId id, int attempt, String worker) {
    var claimable = find(id, attempt, TaskState.READY);
    claimable.ifPresent(task -> ledger.claimed(id, worker));
    return claimable;
  }

  /** An attempt ended so. */
  public Effect finished(TaskId id, int attempt, TaskOutcome outcome) {
    var running = find(id, attempt, TaskState.RUNNING);
    if (running.isEmpty()) {
      return Effect.STALE;
    }
    var task = running.get();
    switch (outcome) {
      case TaskOutcome.Succeeded succeeded -> succeed(task, succeeded);
      case TaskOutcome.Failed(var failure) -> retryOrFail(task, failure);
      case TaskOutcome.Lost(var reason) -> lose(task, reason);
    }
    return Effect.APPLIED;
  }

  /** Stops the run where it stands. */
  public Effect cancel() {
    if (ledger.state().ended()) {
      return Effect.STALE;
    }
    ledger.end(RunState.CANCELLED, Optional.empty());
    return Effect.APPLIED;
  }

  private Optional<LedgerTask> find(TaskId id, int attempt, TaskState state) {
    if (ledger.state().ended()) {
      return Optional.empty();
    }
    return ledger.lock(id).filter(task -> task.state() == state && task.attempt() == attempt);
  }

  private void succeed(LedgerTask task, TaskOutcome.Succeeded succeeded) {
    Command command;
    try {
      command = planner.after(task.key(), succeeded.transition());
    } catch (TransitionException e) {
      fail(task, new Failure(FailureKind.PLATFORM, e.getMessage(), null));
      return;
    }
    ledger.succeeded(task.id(), succeeded.outputs());
    switch (command) {
      case Command.StartTask(var next) -> ledger.create(next, new Origin.After(task.id()));
      case Command.OpenSplit(var split) -> ledger.open(task.id(), split);
      case Command.Arrive(var split, var branch, var join) -> {
        if (ledger.arrive(split, branch, task.id()) == 0) {
          ledger.create(join, new Origin.Join(split));
        }
      }
      case Command.EndRun() -> ledger.end(RunState.SUCCEEDED, Optional.empty());
    }
  }

  private void retryOrFail(LedgerTask task, Failure failure) {
    var again = planner.retries(task.key()).after(task, failure);
    if (again.isPresent()) {
      ledger.failedForNow(task.id(), again.get().delay(), again.get().fallback());
      return;
    }
    fail(task, task.fallback().orElse(failure));
  }

  private void fail(LedgerTask task, Failure failure) {
    ledger.failed(task.id());
    ledger.end(
        RunState.FAILED,
        Optional.of(new TaskFailure(task.key().step(), task.id(), task.attempt(), failure)));
  }

  private void lose(LedgerTask task, String reason) {
    if (task.losses() < maxLosses) {
      ledger.lost(task.id());
      return;
    }
    var message = "given up after " + (task.losses() + 1) + " lost attempts; the last: " + reason;
    fail(task, new Failure(FailureKind.PLATFORM, message, null));
  }
}
