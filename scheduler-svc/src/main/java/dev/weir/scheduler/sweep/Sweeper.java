package dev.weir.scheduler.sweep;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.scheduler.record.MetadataRecorder;
import dev.weir.scheduler.run.Announcements;
import dev.weir.scheduler.run.Overdue;
import dev.weir.scheduler.run.RunsInMotion;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Heals what messages and workers lost. Every part of it may run in several schedulers at once:
 * each takes other rows, or looks again under the lock before it acts.
 */
@ApplicationScoped
public class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final int ROUNDS = 50;

  private final RunsInMotion runs;
  private final Overdue overdue;
  private final Announcements announcements;
  private final MetadataRecorder recorder;
  private final MeterRegistry metrics;

  Sweeper(
      RunsInMotion runs,
      Overdue overdue,
      Announcements announcements,
      MetadataRecorder recorder,
      MeterRegistry metrics) {
    this.runs = runs;
    this.overdue = overdue;
    this.announcements = announcements;
    this.recorder = recorder;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "{scheduler.sweep-interval}",
      delayed = "{scheduler.sweep-interval}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  public void sweep() {
    metrics
        .timer("weir.scheduler.sweeps")
        .record(
            () -> {
              part("expired leases", this::expireLeases);
              part("waiting retries", this::wakeRetries);
              part("lost announcements", () -> announcements.sendOverdue() > 0);
              part("quiet runs", this::replanQuietRuns);
              part("records", () -> recorder.recordDue() > 0);
            });
  }

  /** One part may fail, for want of a database or a queue, and the others still have their turn. */
  private void part(String name, BooleanSupplier more) {
    try {
      int round = 0;
      while (more.getAsBoolean() && round < ROUNDS) {
        round++;
      }
    } catch (RuntimeException e) {
      metrics.counter("weir.scheduler.sweeps.failed", "part", name).increment();
      LOG.warnf(e, "sweep of %s failed, the next one tries again", name);
    }
  }

  private boolean expireLeases() {
    boolean any = false;
    for (var expired : overdue.expired()) {
      if (runs.expired(expired.run(), expired.attempt()) == Effect.APPLIED) {
        any = true;
        metrics.counter("weir.scheduler.attempts.lost").increment();
        LOG.infof(
            "lease expired runId=%s taskId=%s attempt=%d",
            expired.run(), expired.attempt().task(), expired.attempt().number());
      }
    }
    return any;
  }

  /** A crash in between leaves a quiet run, which the part for those finds. */
  private boolean wakeRetries() {
    var awake = overdue.awake();
    awake.forEach(runs::replan);
    return !awake.isEmpty();
  }

  private boolean replanQuietRuns() {
    overdue.quiet().forEach(runs::replan);
    return false;
  }
}
