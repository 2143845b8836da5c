package dev.weir.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.client.Json;
import dev.weir.protocol.Lease;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import dev.weir.scheduler.support.TestClock;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SchedulerTest
class ClaimTest {
  private static final int WORKERS = 24;

  @Inject Mesh mesh;
  @Inject TestClock clock;

  @Test
  void ofManyThatClaimAnAttemptOneGetsIt() throws Exception {
    // Given
    var ready = mesh.awaitAnnounced(mesh.start(Flows.LINEAR).id(), 1).getFirst();
    var together = new CountDownLatch(WORKERS);
    var claims =
        IntStream.range(0, WORKERS)
            .<Callable<Response>>mapToObj(
                i ->
                    () -> {
                      together.countDown();
                      together.await();
                      return mesh.claim(ready, "worker-" + i);
                    })
            .toList();
    // When
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(claims)) {
        statuses.add(answer.get().statusCode());
      }
    }
    // Then
    assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
  }

  @Test
  void theStartGetsTheParametersAndNobodyElse() {
    // Given
    var spec = new ParameterSpec("depth", ParameterSpec.Kind.VALUE, "int", null, true, null);
    var code = mesh.codePackage(Flows.LINEAR, spec);
    var request =
        new RunRequest(
            null, code, Map.of("depth", 3), List.of("nightly", "nightly"), "project:films", null);
    var run = Json.read(mesh.post(request).asByteArray(), Run.class).id();
    // When
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Next("middle"));
    var middle = mesh.claimed(mesh.awaitAnnounced(run, 2).getLast());
    // Then
    assertThat(start.parameters()).isEqualTo(Map.of("depth", 3));
    assertThat(start.inputs()).isEmpty();
    assertThat(start.codePackage()).isEqualTo(code);
    assertThat(start.owner()).isEqualTo(Mesh.USER);
    assertThat(start.tags()).containsExactly("nightly");
    assertThat(List.of(start.namespace(), middle.namespace())).containsOnly("project:films");
    assertThat(middle.parameters()).isEmpty();
    assertThat(middle.inputs())
        .singleElement()
        .extracting("step", "task", "outputs")
        .containsExactly("start", start.taskId(), Mesh.outputs(start));
  }

  @Test
  void anotherAttemptThanTheAnnouncedIsStale() {
    // Given
    var ready = mesh.awaitAnnounced(mesh.start(Flows.LINEAR).id(), 1).getFirst();
    // When
    var response = mesh.claim(new TaskReady(ready.runId(), ready.taskId(), 1), "worker-a");
    // Then
    response
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:problem:stale-task"))
        .body("detail", containsString("READY at attempt 0"));
  }

  @Test
  void anUnknownTaskIsNotFound() {
    var unknown = new TaskReady(new RunId("w1"), new TaskId("t99999999"), 0);
    mesh.claim(unknown, "worker-a").then().statusCode(404);
    mesh.claim(new TaskReady(new RunId("w1"), new TaskId("7"), 0), "a").then().statusCode(404);
    mesh.renew(new TaskId("t99999999"), 0, "worker-a").then().statusCode(404);
  }

  @Test
  void aLeaseIsRenewedForItsHolderAlone() {
    // Given
    var ready = mesh.awaitAnnounced(mesh.start(Flows.LINEAR).id(), 1).getFirst();
    var task = mesh.claimed(ready);
    clock.advance(Duration.ofSeconds(10));
    // When
    var mine = mesh.renew(task.taskId(), 0, "worker-a");
    var theirs = mesh.renew(task.taskId(), 0, "worker-b");
    var other = mesh.renew(task.taskId(), 1, "worker-a");
    // Then
    mine.then().statusCode(200);
    assertThat(Json.read(mine.asByteArray(), Lease.class).until()).isAfter(task.leaseUntil());
    theirs.then().statusCode(409);
    other.then().statusCode(409);
  }

  @Test
  void aTaskOfACancelledRunIsNeitherClaimedNorRenewed() {
    // Given
    var run = mesh.start(Flows.FOREACH).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Foreach("body", 2, Mesh.outputs(start)));
    var bodies = mesh.awaitAnnounced(run, 3).subList(1, 3);
    var running = mesh.claimed(bodies.getFirst());
    // When
    mesh.asUser()
        .post("/v1/runs/" + run + ":cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    // Then
    mesh.renew(running.taskId(), 0, "worker-a").then().statusCode(409);
    mesh.claim(bodies.getLast(), "worker-b").then().statusCode(409);
    assertThat(mesh.recorded(run))
        .filteredOn(record -> record.path().contains("/attempts/"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.path()).contains("/tasks/" + running.taskId() + "/");
              assertThat(record.body()).containsEntry("state", "LOST");
            });
  }

  @Test
  void theColonMayComeEncoded() {
    // Given
    var ready = mesh.awaitAnnounced(mesh.start(Flows.LINEAR).id(), 1).getFirst();
    var body = "{\"attempt\": 0, \"worker\": \"worker-a\"}";
    // When
    var plain =
        mesh.asUser()
            .urlEncodingEnabled(false)
            .contentType("application/json")
            .body(body)
            .post("/v1/tasks/" + ready.taskId() + ":claim");
    var encoded =
        mesh.asUser()
            .urlEncodingEnabled(false)
            .contentType("application/json")
            .body(body)
            .post("/v1/tasks/" + ready.taskId() + "%3Arenew");
    // Then
    plain.then().statusCode(200);
    encoded.then().statusCode(200);
  }
}
