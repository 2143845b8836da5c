package dev.weir.scheduler.run;

import dev.weir.protocol.Project;
import dev.weir.protocol.TaskReady;
import dev.weir.scheduler.SchedulerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells workers what is ready, after the transaction that made it so; again, when that was lost.
 */
@ApplicationScoped
public class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  /** The longest wait between two announcements of one attempt, in leases. */
  private static final int LONGEST_WAIT = 20;

  private final TaskAnnouncer announcer;
  private final TaskRepository tasks;
  private final Motion motion;
  private final SchedulerConfig config;
  private final Counter sent;
  private final Counter unsent;
  private final Counter repeated;

  Announcements(
      TaskAnnouncer announcer,
      TaskRepository tasks,
      Motion motion,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.announcer = announcer;
    this.tasks = tasks;
    this.motion = motion;
    this.config = config;
    this.sent = metrics.counter("weir.scheduler.announcements", "result", "sent");
    this.unsent = metrics.counter("weir.scheduler.announcements", "result", "unsent");
    this.repeated = metrics.counter("weir.scheduler.announcements.repeated");
  }

  void send(List<Announcement> announcements) {
    if (announcements.isEmpty()) {
      return;
    }
    var failed = announcer.announce(announcements);
    sent.increment(announcements.size() - failed.size());
    if (!failed.isEmpty()) {
      unsent.increment(failed.size());
      sendSoon(failed);
    }
  }

  /**
   * Announces again what was announced long ago and never claimed. Several schedulers may do so at
   * once: each takes other rows.
   *
   * @return how many
   */
  public int sendOverdue() {
    var overdue = QuarkusTransaction.requiringNew().call(this::takeOverdue);
    repeated.increment(overdue.size());
    overdue.forEach(
        again ->
            LOG.infof(
                "task announced again runId=%s taskId=%s attempt=%d",
                again.task().runId(), again.task().taskId(), again.task().attempt()));
    send(overdue);
    return overdue.size();
  }

  private List<Announcement> takeOverdue() {
    var longest = config.lease().multipliedBy(LONGEST_WAIT).toSeconds();
    return tasks.takeOverdue(motion.now(), longest, config.sweepBatch()).stream()
        .map(
            row ->
                new Announcement(
                    new Project((String) row[3]),
                    new TaskReady(
                        Numbers.run((Long) row[2]), Numbers.task((Long) row[0]), (Integer) row[1])))
        .toList();
  }

  private void sendSoon(List<Announcement> failed) {
    var ids = failed.stream().map(a -> Numbers.of(a.task().taskId())).toList();
    QuarkusTransaction.requiringNew().run(() -> tasks.announceSoon(ids, motion.now()));
  }
}
