package dev.weir.scheduler.run;

import dev.weir.engine.LedgerTask;
import dev.weir.engine.Origin;
import dev.weir.engine.RunLedger;
import dev.weir.engine.Split;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run in PostgreSQL, for the length of one transaction. */
final class PostgresRunLedger implements RunLedger {
  private final RunEntity run;
  private final Tables tables;
  private final Instant now;
  private final Duration lease;

  PostgresRunLedger(RunEntity run, Tables tables, Instant now, Duration lease) {
    this.run = run;
    this.tables = tables;
    this.now = now;
    this.lease = lease;
  }

  @Override
  public RunState state() {
    return run.state;
  }

  @Override
  public Optional<LedgerTask> lock(TaskId task) {
    return Numbers.find(task).stream()
        .boxed()
        .findFirst()
        .flatMap(number -> tables.tasks().lock(run.id, number))
        .map(TaskEntity::view);
  }

  @Override
  public void create(TaskKey task, Origin origin) {
    switch (origin) {
      case Origin.Start() -> tables.tasks().insert(run.id, task, null, null, now);
      case Origin.After(var previous) ->
          tables.tasks().insert(run.id, task, Numbers.of(previous), null, now);
      case Origin.Join(var split) ->
          tables.tasks().insert(run.id, task, null, split(split).id, now);
    }
  }

  @Override
  public void open(TaskId opener, Split split) {
    if (!tables.splits().insert(run.id, split, now)) {
      return;
    }
    var number = Numbers.of(opener);
    if (split.steps().size() == 1) {
      tables.tasks().insertForeach(run.id, split, number, now);
      return;
    }
    for (int branch = 0; branch < split.size(); branch++) {
      tables.tasks().insert(run.id, split.branch(branch), number, null, now);
    }
  }

  @Override
  public int arrive(TaskKey split, int branch, TaskId task) {
    var row = tables.splits().lock(run.id, split);
    row(task).arrived(row.id, branch);
    return row.countDown();
  }

  @Override
  public void claimed(TaskId task, String worker) {
    row(task).claimed(worker, now, now.plus(lease));
  }

  @Override
  public void succeeded(TaskId task, Digest outputs) {
    row(task).succeeded(outputs, now);
  }

  @Override
  public void failed(TaskId task) {
    row(task).failed(now);
  }

  @Override
  public void failedForNow(TaskId task, Duration delay, Optional<Failure> fallback) {
    row(task).failedForNow(fallback, now.plus(delay));
  }

  @Override
  public void lost(TaskId task) {
    row(task).lost();
  }

  @Override
  public void end(RunState state, Optional<TaskFailure> failure) {
    run.end(state, failure, now);
    tables
        .tasks()
        .lockRunning(run.id)
        .forEach(task -> tables.outbox().add(task.lostAttempt(null, now), now));
    tables.tasks().cancelAll(run.id, now);
    tables.outbox().add(run.runId(), now);
  }

  private SplitEntity split(TaskKey opener) {
    return tables
        .splits()
        .find(run.id, opener)
        .orElseThrow(() -> new IllegalStateException("no split is open at " + opener));
  }

  private TaskEntity row(TaskId task) {
    return tables
        .tasks()
        .lock(run.id, Numbers.of(task))
        .orElseThrow(() -> new IllegalStateException("no task " + task + " in " + run.runId()));
  }

  /** The repositories a ledger writes to. */
  record Tables(TaskRepository tasks, SplitRepository splits, OutboxRepository outbox) {}
}
