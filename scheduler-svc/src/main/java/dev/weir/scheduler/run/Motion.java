package dev.weir.scheduler.run;

import dev.weir.engine.RunMachine;
import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskReady;
import dev.weir.scheduler.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The inside of a transaction that moves a run: the engine's rules over the run's rows. */
@ApplicationScoped
class Motion {
  private static final Logger LOG = Logger.getLogger(Motion.class);

  private final PostgresRunLedger.Tables tables;
  private final RunRepository runs;
  private final KnownPackages packages;
  private final SchedulerConfig config;
  private final Clock clock;

  Motion(
      RunRepository runs,
      TaskRepository tasks,
      SplitRepository splits,
      OutboxRepository outbox,
      KnownPackages packages,
      SchedulerConfig config,
      Clock clock) {
    this.tables = new PostgresRunLedger.Tables(tasks, splits, outbox);
    this.runs = runs;
    this.packages = packages;
    this.config = config;
    this.clock = clock;
  }

  /** The database keeps microseconds; what we hand out is what it keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  RunMachine machine(RunEntity run) {
    var ledger = new PostgresRunLedger(run, tables, now(), config.lease());
    return new RunMachine(packages.graph(run), ledger, config.maxLost());
  }

  /**
   * Applies an event to a run that is locked until the transaction ends, and hands the places that
   * are then free to whoever waits.
   */
  Step move(RunEntity run, Function<RunMachine, Effect> event) {
    var effect = event.apply(machine(run));
    if (effect == Effect.STALE) {
      return new Step(run.runId(), effect, List.of(), false);
    }
    run.moved(now());
    if (run.state.ended()) {
      return new Step(run.runId(), effect, List.of(), true);
    }
    return new Step(run.runId(), effect, fillPlaces(run), false);
  }

  /**
   * Moves a run as if its first event had just come. In a healthy run that starts nothing anew; a
   * run that then has nothing to wait for is one that we broke, and says so.
   */
  Step replan(RunEntity run) {
    var step = move(run, RunMachine::start);
    if (step.effect() == Effect.APPLIED && !tables.tasks().anyAlive(run.id)) {
      LOG.errorf("run has not ended and has no task left runId=%s", run.runId());
    }
    return step;
  }

  /** The run, locked; every transaction that moves it begins here. */
  Optional<RunEntity> lock(RunId run) {
    return Numbers.find(run).stream().boxed().findFirst().flatMap(runs::lock);
  }

  private List<Announcement> fillPlaces(RunEntity run) {
    int free = run.maxWorkers - tables.tasks().placesTaken(run.id);
    if (free <= 0) {
      return List.of();
    }
    var now = now();
    return tables.tasks().takePlaces(run.id, free, now, now.plus(config.lease())).stream()
        .sorted(Comparator.comparingLong(row -> (Long) row[0]))
        .map(row -> announcement(run, row))
        .toList();
  }

  private static Announcement announcement(RunEntity run, Object[] row) {
    var task = new TaskReady(run.runId(), Numbers.task((Long) row[0]), (Integer) row[1]);
    return new Announcement(run.inProject(), task);
  }
}
