package dev.weir.scheduler.queue;

import dev.weir.client.Json;
import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.TaskFinished;
import dev.weir.scheduler.run.RunsInMotion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes TaskFinished. The message is deleted when {@link #on} returns: after the change is stored
 * and what follows was sent. Otherwise it comes again, a few times, and then goes to the
 * dead-letter queue; by then the lease has run out and the task has moved on without it.
 */
@ApplicationScoped
class TaskEvents {
  private static final Logger LOG = Logger.getLogger(TaskEvents.class);

  private final RunsInMotion runs;
  private final MeterRegistry metrics;

  TaskEvents(RunsInMotion runs, MeterRegistry metrics) {
    this.runs = runs;
    this.metrics = metrics;
  }

  @Incoming("task-events")
  @Acknowledgment(Acknowledgment.Strategy.POST_PROCESSING)
  @RunOnVirtualThread
  public void on(String message) {
    var started = Timer.start();
    var event = Json.read(message.getBytes(StandardCharsets.UTF_8), TaskFinished.class);
    var effect = runs.finished(event);
    if (effect == Effect.STALE) {
      LOG.infof(
          "stale event ignored runId=%s taskId=%s attempt=%d worker=%s",
          event.runId(), event.taskId(), event.attempt(), event.worker());
    }
    started.stop(
        metrics.timer("weir.scheduler.events", "effect", effect.name().toLowerCase(Locale.ROOT)));
  }
}
