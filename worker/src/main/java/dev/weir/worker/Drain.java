package dev.weir.worker;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The worker's end: takes no more, lets what runs come to its end within a limit, then gives it
 * back as lost, so that another worker starts it at once.
 */
@ApplicationScoped
class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  /** For child processes to end, and their reports to go out. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(8);

  private final Slots slots;
  private final HeldTasks held;
  private final WorkerConfig config;

  Drain(Slots slots, HeldTasks held, WorkerConfig config) {
    this.slots = slots;
    this.held = held;
    this.config = config;
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    slots.close();
    LOG.infof("draining tasks=%d", held.count());
    if (held.awaitNone(config.drainTimeout())) {
      return;
    }
    held.cancelAll("the worker stops");
    if (!held.awaitNone(GIVING_BACK)) {
      LOG.warnf("stopping with tasks whose leases will run out tasks=%d", held.count());
    }
  }
}
