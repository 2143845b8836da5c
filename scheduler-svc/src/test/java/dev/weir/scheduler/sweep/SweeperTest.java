package dev.weir.scheduler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import dev.weir.scheduler.support.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@SchedulerTest
class SweeperTest {
  private static final Duration LEASE_AND_MORE = Duration.ofSeconds(31);

  @Inject Mesh mesh;
  @Inject Sweeper sweeper;
  @Inject TestClock clock;

  @Test
  void aSilentWorkersTaskGetsANewAttemptAndItsLateResultIsStale() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    clock.advance(LEASE_AND_MORE);
    // When
    sweeper.sweep();
    // Then
    var next = mesh.awaitAnnounced(run, 2).getLast();
    assertThat(next).isEqualTo(new TaskReady(run, start.taskId(), 1));
    assertThat(mesh.finish(start, new Transition.Next("middle"))).isEqualTo(Effect.STALE);
    mesh.renew(start.taskId(), 0, "worker-a").then().statusCode(409);
    mesh.claim(next, "worker-b").then().statusCode(200);
    assertThat(attempts(run)).containsExactly("LOST");
  }

  @Test
  void aRenewedLeaseIsLeftAlone() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    clock.advance(Duration.ofSeconds(20));
    mesh.renew(start.taskId(), 0, "worker-a").then().statusCode(200);
    clock.advance(Duration.ofSeconds(20));
    // When
    sweeper.sweep();
    // Then
    assertThat(mesh.finish(start, new Transition.Next("middle"))).isEqualTo(Effect.APPLIED);
  }

  @Test
  void sweepersAtOnceTakeAnAttemptAwayOnce() throws Exception {
    // Given
    var run = mesh.start(Flows.FOREACH).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Foreach("body", 6, Mesh.outputs(start)));
    mesh.awaitAnnounced(run, 7).subList(1, 7).forEach(mesh::claimed);
    clock.advance(LEASE_AND_MORE);
    // When
    together(sweeper::sweep, sweeper::sweep, sweeper::sweep);
    // Then
    var again = mesh.awaitAnnounced(run, 13).subList(7, 13);
    assertThat(again).hasSize(6).doesNotHaveDuplicates().allMatch(task -> task.attempt() == 1);
    assertThat(mesh.announced(run)).hasSize(13);
    assertThat(attempts(run)).hasSize(6);
  }

  @Test
  void aLostAnnouncementIsRepeatedLessAndLessOften() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    mesh.awaitAnnounced(run, 1);
    // When
    clock.advance(LEASE_AND_MORE);
    sweeper.sweep();
    mesh.awaitAnnounced(run, 2);
    clock.advance(Duration.ofSeconds(20));
    sweeper.sweep();
    var early = mesh.announced(run);
    clock.advance(Duration.ofSeconds(20));
    sweeper.sweep();
    // Then
    assertThat(early).hasSize(2);
    assertThat(mesh.awaitAnnounced(run, 3)).containsOnly(early.getFirst());
  }

  @Test
  void anAnnouncementIsRepeatedByOneOfSeveralSweepers() throws Exception {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    mesh.awaitAnnounced(run, 1);
    clock.advance(LEASE_AND_MORE);
    // When
    together(sweeper::sweep, sweeper::sweep, sweeper::sweep);
    // Then
    mesh.awaitAnnounced(run, 2);
    assertThat(mesh.announced(run)).hasSize(2);
  }

  @Test
  void aTaskThatKillsEveryWorkerFailsItsRun() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    // When
    for (int attempt = 0; attempt <= 5; attempt++) {
      mesh.claimed(lastAttempt(run, attempt));
      clock.advance(LEASE_AND_MORE);
      sweeper.sweep();
    }
    // Then
    var ended = mesh.run(run);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.failure().failure().kind()).isEqualTo(FailureKind.PLATFORM);
    assertThat(ended.failure().failure().message()).contains("6 lost attempts", "fell silent");
    assertThat(attempts(run)).hasSize(6).containsOnly("LOST");
  }

  @Test
  void aRetryWaitsForItsTimeAndThenTheFallbackForNone() {
    // Given
    var run = mesh.start(Flows.RETRIED).id();
    var first = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    var failure = new Failure(FailureKind.PROCESS_EXITED, "killed", null);
    mesh.finish(first, new TaskOutcome.Failed(failure));
    clock.advance(Duration.ofMinutes(9));
    sweeper.sweep();
    var early = mesh.announced(run);
    // When
    clock.advance(Duration.ofMinutes(2));
    sweeper.sweep();
    var second = mesh.claimed(mesh.awaitAnnounced(run, 2).getLast());
    mesh.finish(second, new TaskOutcome.Failed(failure));
    var fallback = mesh.claimed(mesh.awaitAnnounced(run, 3).getLast());
    mesh.finish(fallback, new Transition.Next("end"));
    // Then
    assertThat(early).hasSize(1);
    assertThat(first.retriesLeft()).isEqualTo(1);
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(second.retriesLeft()).isZero();
    assertThat(second.fallback()).isNull();
    assertThat(fallback.fallback()).isEqualTo(failure);
    assertThat(mesh.run(run).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aQuietRunIsPlannedAgainWithoutHarm() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    mesh.awaitAnnounced(run, 1);
    clock.advance(Duration.ofMinutes(3));
    // When
    sweeper.sweep();
    // Then
    assertThat(mesh.run(run).steps().getFirst().total()).isEqualTo(1);
    assertThat(mesh.run(run).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void whatMetadataCouldNotTakeIsToldLater() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    mesh.metadataRefuses(run);
    mesh.asUser().post("/v1/runs/" + run + ":cancel").then().statusCode(200);
    assertThat(mesh.recorded(run)).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    sweeper.sweep();
    assertThat(mesh.recorded(run)).hasSize(1);
    // When
    mesh.metadataAccepts(run);
    clock.advance(Duration.ofMinutes(1));
    sweeper.sweep();
    // Then
    assertThat(mesh.recorded(run))
        .extracting(record -> record.body().get("state"))
        .containsExactly("RUNNING", "CANCELLED");
  }

  private TaskReady lastAttempt(RunId run, int attempt) {
    return mesh.awaitAnnounced(run, attempt + 1).stream()
        .filter(task -> task.attempt() == attempt)
        .findFirst()
        .orElseThrow();
  }

  private List<Object> attempts(RunId run) {
    return mesh.recorded(run).stream()
        .filter(record -> record.path().contains("/attempts/"))
        .map(record -> record.body().get("state"))
        .toList();
  }

  private static void together(Runnable... work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          Arrays.stream(work).<Callable<Object>>map(part -> Executors.callable(part)).toList();
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    }
  }
}
