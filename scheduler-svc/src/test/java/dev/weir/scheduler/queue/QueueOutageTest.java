package dev.weir.scheduler.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SchedulerTest
class QueueOutageTest {
  @Inject Mesh mesh;

  @Test
  void aQueueThatIsNotThereForAWhileIsWaitedFor() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    // When
    mesh.withoutEvents(() -> await().atMost(Duration.ofSeconds(30)).until(() -> ready() == 503));
    // Then
    await().atMost(Duration.ofSeconds(30)).until(() -> ready() == 200);
    mesh.send(Json.text(Mesh.event(start, Mesh.succeeded(start, new Transition.Next("middle")))));
    assertThat(mesh.awaitAnnounced(run, 2)).hasSize(2);
  }

  private static int ready() {
    return given().get("/q/health/ready").statusCode();
  }
}
