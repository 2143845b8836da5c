package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.engine.LedgerTask;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Frame;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A task. Rows are made by {@link TaskRepository}'s SQL, many at once, and only changed here. */
@Entity
@Table(name = "tasks")
@DynamicUpdate
class TaskEntity {
  @Id Long id;

  @Column(name = "run_id")
  long runId;

  String step;
  String path;
  String frames;
  int round;

  @Enumerated(EnumType.STRING)
  TaskState state;

  int attempt;
  int losses;
  int failures;

  /** The failure that the next attempt shall only record as caught. */
  @Nullable String fallback;

  /** It has to wait for its place until then. */
  @Column(name = "not_before")
  @Nullable Instant notBefore;

  @Column(name = "previous_task")
  @Nullable Long previousTask;

  @Column(name = "joined_split")
  @Nullable Long joinedSplit;

  @Column(name = "arrived_split")
  @Nullable Long arrivedSplit;

  @Column(name = "arrived_branch")
  @Nullable Integer arrivedBranch;

  @Column(name = "announced_at")
  @Nullable Instant announcedAt;

  @Column(name = "announce_due")
  @Nullable Instant announceDue;

  @Nullable String worker;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "lease_until")
  @Nullable Instant leaseUntil;

  @Nullable String outputs;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  TaskId taskId() {
    return Numbers.task(id);
  }

  TaskKey key() {
    return new TaskKey(step, List.of(Documents.read(frames, Frame[].class)), round);
  }

  LedgerTask view() {
    return new LedgerTask(taskId(), key(), state, attempt, losses, failures, caughtByFallback());
  }

  Optional<Failure> caughtByFallback() {
    return Optional.ofNullable(fallback).map(text -> Documents.read(text, Failure.class));
  }

  Input asInput() {
    if (outputs == null) {
      throw new IllegalStateException("task " + taskId() + " has not succeeded");
    }
    return new Input(step, taskId(), Digest.parse(outputs));
  }

  /** The running attempt, for the record, as one that was taken away. */
  AttemptRecord lostAttempt(@Nullable Failure because, Instant now) {
    return new AttemptRecord(
        Numbers.run(runId),
        taskId(),
        key(),
        attempt,
        AttemptState.LOST,
        worker == null ? "" : worker,
        null,
        startedAt == null ? now : startedAt,
        now,
        null,
        Map.of(),
        because);
  }

  boolean leaseExpired(int asked, Instant now) {
    return state == TaskState.RUNNING
        && attempt == asked
        && leaseUntil != null
        && leaseUntil.isBefore(now);
  }

  void claimed(String by, Instant now, Instant until) {
    become(TaskState.RUNNING);
    worker = by;
    startedAt = now;
    leaseUntil = until;
  }

  void succeeded(Digest left, Instant now) {
    become(TaskState.SUCCEEDED);
    outputs = left.toString();
    finishedAt = now;
  }

  void failed(Instant now) {
    become(TaskState.FAILED);
    finishedAt = now;
  }

  /** Gives its place back; the next attempt waits for one like any other task. */
  void lost() {
    losses++;
    startOver();
  }

  /** As after a loss, but not before some time has passed. */
  void failedForNow(Optional<Failure> caught, Instant next) {
    failures++;
    fallback = caught.map(Json::text).orElse(null);
    notBefore = next;
    startOver();
  }

  private void startOver() {
    become(TaskState.READY);
    attempt++;
    worker = null;
    startedAt = null;
    leaseUntil = null;
    announcedAt = null;
    announceDue = null;
  }

  void arrived(long split, int branch) {
    if (arrivedSplit != null) {
      throw new IllegalStateException("task " + taskId() + " ended its branch twice");
    }
    arrivedSplit = split;
    arrivedBranch = branch;
  }

  private void become(TaskState next) {
    if (!state.successors().contains(next)) {
      throw new IllegalStateException(
          "task " + taskId() + " cannot go from " + state + " to " + next);
    }
    state = next;
  }
}
