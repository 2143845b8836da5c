package dev.weir.scheduler.run;

import dev.weir.protocol.RunId;
import dev.weir.scheduler.SchedulerConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What should have happened by now. Who acts on it looks again, under the lock of its run. */
@ApplicationScoped
public class Overdue {
  private final RunRepository runs;
  private final TaskRepository tasks;
  private final Motion motion;
  private final SchedulerConfig config;

  Overdue(RunRepository runs, TaskRepository tasks, Motion motion, SchedulerConfig config) {
    this.runs = runs;
    this.tasks = tasks;
    this.motion = motion;
    this.config = config;
  }

  /** An attempt whose lease is over. */
  public record Expired(RunId run, Attempt attempt) {}

  public List<Expired> expired() {
    return QuarkusTransaction.requiringNew()
        .call(() -> tasks.expired(motion.now(), config.sweepBatch()))
        .stream()
        .map(
            row ->
                new Expired(
                    Numbers.run((Long) row[2]),
                    new Attempt(Numbers.task((Long) row[0]), (Integer) row[1])))
        .toList();
  }

  /** Runs with a task that waited for its next attempt and need wait no more. */
  public List<RunId> awake() {
    return QuarkusTransaction.requiringNew()
        .call(() -> tasks.takeAwake(motion.now(), config.sweepBatch()))
        .stream()
        .distinct()
        .map(Numbers::run)
        .toList();
  }

  /** Runs that no event has moved for long. */
  public List<RunId> quiet() {
    var since = motion.now().minus(config.quietAfter());
    return QuarkusTransaction.requiringNew()
        .call(() -> runs.quietSince(since, config.sweepBatch()))
        .stream()
        .map(Numbers::run)
        .toList();
  }
}
