package dev.weir.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.protocol.RunState;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@SchedulerTest
class FirstRunTest {
  @Inject Mesh mesh;

  @Test
  void aRunGoesFromItsRequestToItsEndOverBothQueues() {
    // Given
    var run = mesh.start(Flows.LINEAR);
    // When
    var transitions =
        new Transition[] {
          new Transition.Next("middle"), new Transition.Next("end"), new Transition.End()
        };
    for (int i = 0; i < transitions.length; i++) {
      var task = mesh.claimed(mesh.awaitAnnounced(run.id(), i + 1).get(i));
      mesh.send(Json.text(Mesh.event(task, Mesh.succeeded(task, transitions[i]))));
    }
    // Then
    await().until(() -> mesh.run(run.id()).state() == RunState.SUCCEEDED);
    assertThat(mesh.recorded(run.id()))
        .extracting(stored -> stored.body().get("state"))
        .containsExactly("RUNNING", "SUCCEEDED");
  }
}
