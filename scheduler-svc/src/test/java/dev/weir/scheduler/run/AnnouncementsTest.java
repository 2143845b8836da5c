package dev.weir.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.RunId;
import dev.weir.scheduler.SchedulerConfig;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SchedulerTest
class AnnouncementsTest {
  @Inject Mesh mesh;
  @Inject TaskRepository tasks;
  @Inject Motion motion;
  @Inject SchedulerConfig config;

  @Test
  void whatTheQueueDidNotTakeIsDueAtTheNextSweep() {
    // Given
    var run = mesh.start(Flows.LINEAR).id();
    var start = mesh.awaitAnnounced(run, 1).getFirst();
    var withoutQueue = announcements(unsent -> unsent);
    // When
    withoutQueue.send(List.of(new Announcement(Mesh.PROJECT, start)));
    // Then
    var sent = new ArrayList<RunId>();
    announcements(
            all -> {
              all.forEach(announcement -> sent.add(announcement.task().runId()));
              return List.of();
            })
        .sendOverdue();
    assertThat(sent).containsOnlyOnce(run);
  }

  private Announcements announcements(TaskAnnouncer queue) {
    return new Announcements(queue, tasks, motion, config, new SimpleMeterRegistry());
  }
}
