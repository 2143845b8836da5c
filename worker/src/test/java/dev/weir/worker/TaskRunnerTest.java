package dev.weir.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.launcher.Cancellation;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.worker.TaskRunner.End;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private static final TaskReady READY = new TaskReady(new RunId("w1"), new TaskId("t1"), 0);
  private static final TaskOutcome SUCCEEDED =
      new TaskOutcome.Succeeded(Digest.of(new byte[] {1}), new Transition.End());

  private final List<TaskFinished> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger hidden = new AtomicInteger();
  private final HeldTasks held = new HeldTasks();
  private FakeServices services;

  @BeforeEach
  void start() throws IOException {
    services = new FakeServices();
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void bytesThenLogThenRecordThenEventThenDeletion() {
    // When
    var end = run(step(SUCCEEDED));
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(services.effects())
        .filteredOn(effect -> !effect.startsWith("RUNNING"))
        .containsExactly("claim t1", "step t1", "log t1", "SUCCEEDED t1", "event t1");
    assertThat(events)
        .containsExactly(new TaskFinished(new RunId("w1"), new TaskId("t1"), 0, "me", SUCCEEDED));
    assertThat(services.chunks().getFirst().lines())
        .extracting(LogLine::text)
        .containsExactly("Task is starting.", "hello", "Task finished successfully.");
  }

  @Test
  void theStartIsRecordedWhileTheStepRuns() {
    // When
    run(
        (task, sink, cancellation) -> {
          sink.started(42);
          await().until(() -> services.effects().contains("RUNNING t1"));
          return new TaskReport(SUCCEEDED, Map.of(), 42);
        });
    // Then
    assertThat(services.effects()).containsSubsequence("claim t1", "RUNNING t1", "SUCCEEDED t1");
  }

  @Test
  void aTaskThatSomeoneElseHasIsDropped() {
    // Given
    services.claimedElsewhere("t1");
    // Then
    assertThat(run(step(SUCCEEDED))).isEqualTo(End.DONE);
    assertThat(services.effects()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void aSecondDeliveryWhileTheTaskRunsDoesNothing() throws Exception {
    // Given
    var started = new CompletableFuture<Void>();
    var finish = new CompletableFuture<TaskReport>();
    var steps = new AtomicInteger();
    var runner =
        runner(
            (task, sink, cancellation) -> {
              steps.incrementAndGet();
              started.complete(null);
              return finish.join();
            });
    var first = CompletableFuture.supplyAsync(() -> runner.run(READY, hidden::incrementAndGet));
    started.join();
    // When
    var second = runner.run(READY, hidden::incrementAndGet);
    finish.complete(new TaskReport(SUCCEEDED, Map.of(), 1));
    // Then
    assertThat(second).isEqualTo(End.DONE);
    assertThat(first.get()).isEqualTo(End.DONE);
    assertThat(steps).hasValue(1);
    assertThat(events).hasSize(1);
  }

  @Test
  void theSchedulersAbsenceOnlyTakesTime() {
    // Given
    services.refuse("claim", ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE);
    services.refuse("renew", ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE);
    // Then
    assertThat(run(step(SUCCEEDED))).isEqualTo(End.DONE);
    assertThat(events).hasSize(1);
  }

  @Test
  void aMessageWhoseClaimFailsComesAgain() {
    // Given
    services.refuse("claim", ProblemType.INTERNAL);
    // Then
    assertThat(run(step(SUCCEEDED))).isEqualTo(End.LATER);
    assertThat(services.effects()).isEmpty();
  }

  @Test
  void theRecordsAbsenceDoesNotLoseTheTask() {
    // Given
    services.refuse("log", ProblemType.UNAVAILABLE);
    services.refuse("attempt", ProblemType.UNAVAILABLE, ProblemType.RUN_NOT_FOUND);
    // When
    var end = run(step(SUCCEEDED));
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(services.effects()).containsSubsequence("log t1", "SUCCEEDED t1", "event t1");
  }

  @Test
  void aLostLeaseEndsTheStepAndDropsItsResult() {
    // Given
    services.leaseIs(Duration.ofMillis(600));
    services.takeAttemptsAway();
    // When
    var end = run(TaskRunnerTest::untilCancelled);
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(services.effects())
        .filteredOn(effect -> !effect.startsWith("log"))
        .containsExactly("claim t1");
    assertThat(events).isEmpty();
    assertThat(hidden).hasPositiveValue();
  }

  @Test
  void aResultThatTheRecordCallsLostIsNotReported() {
    // Given
    services.takeAttemptsAway();
    // When
    var end = run(step(SUCCEEDED));
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(services.effects()).contains("SUCCEEDED t1");
    assertThat(events).isEmpty();
  }

  @Test
  void aCrashIsThatTasksFailure() {
    // Given
    var failed =
        new TaskOutcome.Failed(new Failure(FailureKind.PROCESS_EXITED, "it was killed", null));
    // When
    var end = run(step(failed));
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(services.effects()).containsSubsequence("log t1", "FAILED t1", "event t1");
    assertThat(events.getFirst().outcome()).isEqualTo(failed);
    assertThat(services.chunks().getLast().lines().getLast().text())
        .isEqualTo("Task failed: it was killed");
  }

  @Test
  void aStoppingWorkerGivesItsTaskBackAsLost() {
    // Given
    var runner = runner(TaskRunnerTest::untilCancelled);
    var running = CompletableFuture.supplyAsync(() -> runner.run(READY, hidden::incrementAndGet));
    await().until(() -> services.effects().contains("claim t1"));
    // When
    held.cancelAll("the worker stops");
    // Then
    assertThat(running.join()).isEqualTo(End.DONE);
    assertThat(events.getFirst().outcome()).isEqualTo(new TaskOutcome.Lost("the worker stops"));
    assertThat(services.effects()).doesNotContain("SUCCEEDED t1", "FAILED t1");
    assertThat(held.count()).isZero();
  }

  @Test
  void aLongTaskKeepsItsLeaseAndItsMessage() {
    // Given
    services.leaseIs(Duration.ofMillis(600));
    // When
    var end =
        run(
            (task, sink, cancellation) -> {
              await().until(() -> hidden.get() >= 3);
              return new TaskReport(SUCCEEDED, Map.of(), 1);
            });
    // Then
    assertThat(end).isEqualTo(End.DONE);
    assertThat(events).hasSize(1);
  }

  private End run(StepRunner steps) {
    return runner(steps).run(READY, hidden::incrementAndGet);
  }

  private TaskRunner runner(StepRunner steps) {
    var config =
        TestConfig.of(
            Map.of(
                "worker.name",
                "me",
                "worker.scheduler-url",
                services.url().toString(),
                "worker.metadata-url",
                services.url().toString(),
                "worker.log-interval",
                "PT0.02S"));
    EventSink sink =
        (event, goOn) -> {
          events.add(event);
          services.happened("event " + event.taskId());
        };
    return new TaskRunner(new Services(config), steps, sink, held, new WorkerName(config), config);
  }

  private StepRunner step(TaskOutcome outcome) {
    return (task, sink, cancellation) -> {
      services.happened("step " + task.taskId());
      sink.started(42);
      sink.line(new LogLine(Instant.now(), LogLine.Stream.STDOUT, "hello"));
      return new TaskReport(outcome, Map.of(), 42);
    };
  }

  /** As the launcher does: the process is ended, and the outcome says why. */
  private static TaskReport untilCancelled(
      TaskAssignment task, LogSink sink, Cancellation cancellation) {
    var reason = new CompletableFuture<String>();
    try (var _ = cancellation.onCancel(reason::complete)) {
      return new TaskReport(new TaskOutcome.Lost(reason.join()), Map.of(), 1);
    }
  }
}
