package dev.weir.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Each of ARCHITECTURE.md's invariants that the scheduler keeps, broken on purpose. */
@SchedulerTest
class InvariantsTest {
  @Inject Mesh mesh;

  @Test
  void truthComesFirstSoAMessageNamesWhatCanBeClaimedAtOnce() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    // When
    var ready = mesh.awaitAnnounced(run, 1).getFirst();
    // Then
    mesh.claim(ready, "worker-a").then().statusCode(200);
  }

  @Test
  void aMessageThatNobodySentGivesNothingAway() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    // When
    var again = mesh.claim(new TaskReady(run, start.taskId(), 0), "worker-b");
    var forged = mesh.claim(new TaskReady(run, start.taskId(), 7), "worker-b");
    // Then
    again.then().statusCode(409);
    forged.then().statusCode(409);
  }

  @Test
  void aResultDeliveredManyTimesAtOnceCountsOnce() throws Exception {
    // Given
    var run = mesh.start(Flows.FOREACH).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    var foreach = new Transition.Foreach("body", 3, Mesh.outputs(start));
    Callable<Effect> delivery = () -> mesh.finish(start, foreach);
    // When
    var effects = new ArrayList<Effect>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var effect : threads.invokeAll(Collections.nCopies(12, delivery))) {
        effects.add(effect.get());
      }
    }
    // Then
    assertThat(effects).containsOnlyOnce(Effect.APPLIED).contains(Effect.STALE);
    assertThat(progress(run, "body").total()).isEqualTo(3);
    assertThat(mesh.awaitAnnounced(run, 4)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aResultForATaskNobodyClaimedIsStale() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var ready = mesh.awaitAnnounced(run, 1).getFirst();
    var outputs = mesh.blob(new byte[] {1});
    var event =
        new TaskFinished(
            run,
            ready.taskId(),
            0,
            "nobody",
            new TaskOutcome.Succeeded(outputs, new Transition.Next("middle")));
    // When
    mesh.send(Json.text(event));
    var start = mesh.claimed(ready);
    mesh.finish(start, new Transition.Next("middle"));
    // Then
    assertThat(progress(run, "middle").total()).isEqualTo(1);
    assertThat(mesh.awaitAnnounced(run, 2)).hasSize(2);
  }

  @Test
  void whatCannotBeReadOrIsOfNoRunStopsNobody() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    // When
    mesh.send("no JSON");
    mesh.send(
        Json.text(
            new TaskFinished(
                new RunId("w999999"), new TaskId("t1"), 0, "a", new TaskOutcome.Lost("?"))));
    mesh.send(Json.text(Mesh.event(start, Mesh.succeeded(start, new Transition.Next("middle")))));
    // Then
    assertThat(mesh.awaitAnnounced(run, 2)).hasSize(2);
  }

  @Test
  void aStepThatFailsFailsItsRunAndStopsTheRest() {
    // Given
    var run = mesh.start(Flows.FOREACH).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Foreach("body", 3, Mesh.outputs(start)));
    var bodies = mesh.awaitAnnounced(run, 4).subList(1, 4);
    var failing = mesh.claimed(bodies.get(0));
    var beside = mesh.claimed(bodies.get(1));
    var failure = new Failure(FailureKind.USER_ERROR, "boom \u0000", "at Foreach.body");
    // When
    mesh.finish(failing, new TaskOutcome.Failed(failure));
    // Then
    var ended = mesh.run(run);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.failure())
        .isEqualTo(new Run.TaskFailure("body", failing.taskId(), 0, failure));
    assertThat(mesh.finish(beside, new Transition.Next("after"))).isEqualTo(Effect.STALE);
    assertThat(states(run, beside)).containsExactly("LOST");
  }

  @Test
  void aWayThatTheGraphDoesNotHaveFailsTheRun() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    // When
    mesh.finish(start, new Transition.Next("nowhere"));
    // Then
    var ended = mesh.run(run);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.failure().failure().message()).contains("start");
  }

  @Test
  void anEndedRunIsToldToMetadata() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    // When
    mesh.asUser().post("/v1/runs/" + run + ":cancel").then().statusCode(200);
    mesh.asUser().post("/v1/runs/" + run + ":cancel").then().statusCode(200);
    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(mesh.recorded(run))
                    .extracting(record -> record.body().get("state"), record -> record.owner())
                    .containsExactly(tuple("RUNNING", Mesh.USER), tuple("CANCELLED", Mesh.USER)));
  }

  private List<Object> states(RunId run, TaskAssignment task) {
    return mesh.recorded(run).stream()
        .filter(record -> record.path().contains("/tasks/" + task.taskId() + "/"))
        .map(record -> record.body().get("state"))
        .toList();
  }

  private Run.StepProgress progress(RunId run, String step) {
    return mesh.run(run).steps().stream()
        .filter(progress -> progress.step().equals(step))
        .findFirst()
        .orElseThrow();
  }
}
