package dev.weir.worker;

import dev.weir.client.Retry;
import dev.weir.launcher.Cancellation;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskRemarks;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One attempt from its claim to its end. In this order: the step's artifacts are stored (by its
 * process), its log, its record, its event; only then is the message deleted. Stopping anywhere in
 * between leads to a repeat, never to a loss.
 */
@ApplicationScoped
class TaskRunner {
  private static final Logger LOG = Logger.getLogger(TaskRunner.class);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);

  private final Services services;
  private final StepRunner steps;
  private final EventSink events;
  private final HeldTasks held;
  private final WorkerName name;
  private final WorkerConfig config;

  /** What becomes of the message. */
  enum End {
    /** Delete it. */
    DONE,
    /** Let it come again. */
    LATER
  }

  TaskRunner(
      Services services,
      StepRunner steps,
      EventSink events,
      HeldTasks held,
      WorkerName name,
      WorkerConfig config) {
    this.services = services;
    this.steps = steps;
    this.events = events;
    this.held = held;
    this.name = name;
    this.config = config;
  }

  /**
   * Runs what the message points at, if it is still to be run. A second delivery finds the attempt
   * held, running elsewhere or ended, and does nothing.
   *
   * @param hideMessage called again and again while the message is needed
   */
  End run(TaskReady ready, Runnable hideMessage) {
    var cancellation = held.hold(ready);
    if (cancellation.isEmpty()) {
      LOG.debugf("delivered twice taskId=%s attempt=%d", ready.taskId(), ready.attempt());
      return End.DONE;
    }
    try {
      var task = claim(ready);
      return task.isEmpty() ? End.DONE : execute(task.get(), cancellation.get(), hideMessage);
    } catch (ServiceException e) {
      LOG.warnf(
          "task given back runId=%s taskId=%s attempt=%d cause=%s",
          ready.runId(), ready.taskId(), ready.attempt(), e.getMessage());
      return End.LATER;
    } finally {
      held.release(ready);
    }
  }

  private Optional<TaskAssignment> claim(TaskReady ready) {
    var request = new ClaimRequest(name.value(), ready.attempt());
    try {
      return Optional.of(
          new Retry().call(() -> services.scheduler().claim(ready.taskId(), request)));
    } catch (ServiceException e) {
      return switch (e.type()) {
        case STALE_TASK, TASK_NOT_FOUND -> {
          LOG.debugf("stale message taskId=%s cause=%s", ready.taskId(), e.getMessage());
          yield Optional.empty();
        }
        default -> throw e;
      };
    }
  }

  private End execute(TaskAssignment task, Cancellation cancellation, Runnable hideMessage) {
    var owner = new Principal(task.owner());
    try (var lease =
        LeaseKeeper.start(
            services.scheduler(owner),
            task.taskId(),
            new ClaimRequest(name.value(), task.attempt()),
            renewInterval(task),
            cancellation,
            hideMessage)) {
      var record = new AttemptRecorder(services.metadata(owner), task, name.value(), lease::isHeld);
      try {
        var report = runStep(task, record, cancellation);
        report(task, report, record, lease);
        return End.DONE;
      } catch (ServiceException e) {
        if (lease.isHeld()) {
          throw e;
        }
        LOG.infof("attempt no longer ours runId=%s taskId=%s", task.runId(), task.taskId());
        return End.DONE;
      }
    }
  }

  private TaskReport runStep(
      TaskAssignment task, AttemptRecorder record, Cancellation cancellation) {
    try (var log =
        new TaskLog(task, record::log, config.logInterval(), config.maxLogSize().asLongValue())) {
      var report = steps.run(task, sink(task, record, log), cancellation);
      TaskRemarks.ended(task, report.outcome()).forEach(log::add);
      return report;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TaskReport(new TaskOutcome.Lost("the worker was interrupted"), Map.of(), 0);
    }
  }

  private static LogSink sink(TaskAssignment task, AttemptRecorder record, TaskLog log) {
    return new LogSink() {
      @Override
      public void line(LogLine line) {
        log.add(line);
      }

      @Override
      public void started(long pid) {
        record.running(pid);
        log.add(TaskRemarks.starting(task));
      }
    };
  }

  private void report(
      TaskAssignment task, TaskReport report, AttemptRecorder record, LeaseKeeper lease) {
    if (!lease.isHeld() || !record.ended(report)) {
      LOG.infof(
          "result dropped, the attempt was taken away runId=%s taskId=%s attempt=%d",
          task.runId(), task.taskId(), task.attempt());
      return;
    }
    events.send(
        new TaskFinished(
            task.runId(), task.taskId(), task.attempt(), name.value(), report.outcome()),
        lease::isHeld);
    LOG.infof(
        "task ended runId=%s taskId=%s step=%s attempt=%d outcome=%s pid=%d",
        task.runId(),
        task.taskId(),
        task.key(),
        task.attempt(),
        report.outcome().getClass().getSimpleName(),
        report.pid());
  }

  /** A third of the lease, measured by our clock, which may be off: hence also the limit. */
  private Duration renewInterval(TaskAssignment task) {
    var until = task.leaseUntil();
    if (until == null) {
      return config.renewInterval();
    }
    var third = Duration.between(Instant.now(), until).dividedBy(3);
    if (third.compareTo(SHORTEST_INTERVAL) < 0) {
      return SHORTEST_INTERVAL;
    }
    return third.compareTo(config.renewInterval()) < 0 ? third : config.renewInterval();
  }
}
