package dev.weir.cli.run;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.cli.console.RunConsole;
import dev.weir.engine.LedgerTask;
import dev.weir.engine.MemoryRunLedger;
import dev.weir.engine.Planner;
import dev.weir.engine.Retries;
import dev.weir.engine.RunMachine;
import dev.weir.history.RecordException;
import dev.weir.history.RunRecorder;
import dev.weir.launcher.Cancellation;
import dev.weir.launcher.TaskLauncher;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.Frame;
import dev.weir.protocol.Gang;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One run in this process: the engine decides in this thread, each task runs in a child process.
 * The record is the truth of what happened; the run itself lives and ends with this process.
 */
final class LocalRun {
  static final String WORKER = "local";
  private static final int MAX_LOSSES = 2;
  private static final String LOCALHOST = "127.0.0.1";

  /** How much later than a child a Ctrl-C may reach this process. */
  private static final Duration SIGNAL_SPREAD = Duration.ofMillis(300);

  private static final Duration LOG_LATENESS = Duration.ofSeconds(1);

  private final RunRecord run;
  private final RunPlan plan;
  private final int maxWorkers;
  private final TaskLauncher launcher;
  private final RunRecorder recorder;
  private final RunConsole console;
  private final MemoryRunLedger ledger = new MemoryRunLedger();
  private final RunMachine machine;
  private final Planner planner;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<TaskId, Running> running = new HashMap<>();
  private final Optional<OriginRun> origin;
  private final String howToResume;
  private final Stopwatch clock;
  private Deque<LedgerTask> notTakenOver = new ArrayDeque<>();
  private Instant logsSaved;
  private Instant endedAt;

  /**
   * A run that has been recorded as begun.
   *
   * @param origin the run that it resumes
   * @param howToResume the command that goes on from where this run may stop
   */
  LocalRun(
      RunRecord run,
      RunPlan plan,
      int maxWorkers,
      TaskLauncher launcher,
      RunRecorder recorder,
      RunConsole console,
      Optional<OriginRun> origin,
      String howToResume) {
    this.run = run;
    this.clock = Stopwatch.from(Instant.now());
    this.logsSaved = clock.now();
    this.plan = plan;
    this.maxWorkers = maxWorkers;
    this.launcher = launcher;
    this.recorder = recorder;
    this.endedAt = run.createdAt();
    this.console = console;
    this.machine = new RunMachine(plan.code().graph(), ledger, MAX_LOSSES);
    this.planner = new Planner(plan.code().graph());
    this.origin = origin;
    this.howToResume = howToResume;
  }

  /** A task that runs now. */
  private record Running(Cancellation cancellation, TaskWatch watch) {}

  private sealed interface Event {
    record Ended(LedgerTask task, TaskWatch watch, TaskReport report) implements Event {}

    record Broken(LedgerTask task, Throwable why) implements Event {}

    record Unrecorded(RuntimeException why) implements Event {}

    record Interrupted() implements Event {}
  }

  /** Runs to the end, whatever that is, and leaves no task behind. */
  RunState run(Interruption interruption) throws InterruptedException {
    interruption.tell(() -> events.add(new Event.Interrupted()));
    console.run("Workflow starting (run-id " + run.id() + "):");
    try (var _ = console.watch(() -> ledger.progress(plan.code().graph()))) {
      machine.start();
      origin.ifPresent(this::takeOver);
      decide(interruption);
      record(); // first: what is left to stop may take its time, and somebody may lose patience
      stopOthers();
      conclude();
    } catch (RecordException e) {
      throw stopped(ExitCode.of(e), e);
    } catch (UserError e) {
      throw stopped(e.exitCode(), e);
    }
    return ledger.state();
  }

  private UserError stopped(ExitCode code, RuntimeException why) {
    return new UserError(
        code,
        "the run has stopped, for nobody could know what it does: "
            + why.getMessage()
            + "\nOnce that is mended: "
            + howToResume);
  }

  private void decide(Interruption interruption) throws InterruptedException {
    if (cloneOnly()) {
      machine.cancel();
    }
    while (!ledger.state().ended()) {
      startReady();
      handle(nextEvent(), interruption);
    }
  }

  /** The failure that ended the run, where one did. */
  Optional<TaskFailure> why() {
    return ledger.failure();
  }

  /** Once it has ended. */
  Instant endedAt() {
    return endedAt;
  }

  /** What ended the run, in one line; empty when nothing went wrong. */
  String failure() {
    return ledger
        .failure()
        .map(failure -> "step " + failure.step() + ": " + failure.failure().message())
        .orElse(ledger.state() == RunState.CANCELLED ? "it was cancelled" : "");
  }

  private void takeOver(OriginRun from) {
    notTakenOver =
        new TakeOver(run.id(), plan.code().graph(), ledger, machine, recorder, console)
            .from(from, () -> !events.isEmpty());
  }

  private boolean cloneOnly() {
    return origin.filter(OriginRun::cloneOnly).isPresent();
  }

  /** While nothing happens, what tasks have printed is stored for others to read. */
  private Event nextEvent() throws InterruptedException {
    while (true) {
      var event = events.poll(LOG_LATENESS.toNanos(), TimeUnit.NANOSECONDS);
      var now = clock.now();
      if (now.isAfter(logsSaved.plus(LOG_LATENESS))) {
        running.values().forEach(task -> task.watch().saveIfDue());
        logsSaved = now;
      }
      if (event != null) {
        return event;
      }
    }
  }

  private Optional<LedgerTask> nextReady() {
    return Optional.ofNullable(notTakenOver.poll()).or(ledger::nextReady);
  }

  private void startReady() {
    while (running.size() < maxWorkers) {
      var ready = nextReady();
      if (ready.isEmpty()) {
        return;
      }
      claim(ready.get());
      // The nodes of a gang wait for each other: once one runs all have to.
      gangOf(ready.get()).forEach(this::claim);
    }
  }

  private void claim(LedgerTask task) {
    machine.claim(task.id(), task.attempt(), WORKER).ifPresent(this::start);
  }

  private List<LedgerTask> gangOf(LedgerTask task) {
    if (planner.gang(task.key()).isEmpty()) {
      return List.of();
    }
    Predicate<TaskKey> sameGang =
        other ->
            other.step().equals(task.key().step())
                && planner.gang(other).isPresent()
                && outer(other).equals(outer(task.key()));
    var gang = new ArrayList<>(ledger.takeReady(sameGang));
    notTakenOver.removeIf(other -> sameGang.test(other.key()) && gang.add(other));
    return gang;
  }

  private static List<Frame> outer(TaskKey node) {
    return node.frames().subList(0, node.frames().size() - 1);
  }

  private void start(LedgerTask task) {
    var assignment = assignment(task);
    var cancellation = new Cancellation();
    var watch =
        new TaskWatch(
            assignment,
            plan.logs(),
            console,
            recorder,
            why -> events.add(new Event.Unrecorded(why)));
    running.put(task.id(), new Running(cancellation, watch));
    Thread.ofVirtual()
        .name("task-" + task.id())
        .start(
            () -> {
              try {
                var report = launcher.run(assignment, watch, cancellation);
                events.add(new Event.Ended(task, watch, report));
              } catch (InterruptedException | RuntimeException e) {
                events.add(new Event.Broken(task, e));
              }
            });
  }

  private TaskAssignment assignment(LedgerTask task) {
    var settings = plan.code().graph().step(task.key().step()).settings();
    return new TaskAssignment(
        run.id(),
        task.id(),
        task.attempt(),
        run.project(),
        Optional.ofNullable(run.owner()).orElseThrow(),
        plan.codePackage(),
        task.key(),
        ledger.inputs(task.id()),
        ledger.item(planner, task.key()).orElse(null),
        settings,
        new Retries(settings).left(task.failures()),
        task.fallback().orElse(null),
        planner
            .gang(task.key())
            .map(gang -> new Gang(gang.index(), gang.size(), LOCALHOST))
            .orElse(null),
        run.origin(),
        plan.namespace().orElse(null),
        run.parameters(),
        run.tags(),
        null);
  }

  private void handle(Event event, Interruption interruption) {
    switch (event) {
      case Event.Interrupted() -> machine.cancel();
      case Event.Broken(var task, var why) ->
          throw new IllegalStateException("lost sight of task " + task.id(), why);
      case Event.Unrecorded(var why) -> throw why;
      case Event.Ended(var task, var watch, var raw) -> {
        running.remove(task.id());
        var report = plan.splits().check(task.key(), raw);
        watch.ended(report);
        // A Ctrl-C reaches the children too; their end is then not the flow's failure.
        if (byASignal(report) && interruption.comesWithin(SIGNAL_SPREAD)) {
          machine.cancel();
          return;
        }
        machine.finished(task.id(), task.attempt(), report.outcome());
        // The other nodes may be waiting for it: its next attempt waits for nobody.
        gangOf(task).forEach(this::claim);
      }
    }
  }

  private static boolean byASignal(TaskReport report) {
    return report.outcome() instanceof TaskOutcome.Failed(var failure)
        && failure.kind() == FailureKind.PROCESS_EXITED;
  }

  private void stopOthers() throws InterruptedException {
    if (running.isEmpty()) {
      return;
    }
    console.run("Terminating " + running.size() + " active tasks...");
    running.values().forEach(task -> task.cancellation().cancel("the run has ended"));
    while (!running.isEmpty()) {
      switch (events.take()) {
        case Event.Ended(var task, var watch, var report) -> {
          running.remove(task.id());
          watch.ended(report);
        }
        case Event.Broken(var task, _) -> running.remove(task.id());
        case Event.Interrupted(), Event.Unrecorded _ -> {}
      }
    }
  }

  private void record() {
    endedAt = clock.now();
    recorder.store(run.ended(ledger.state(), endedAt));
  }

  private void conclude() {
    switch (ledger.state()) {
      case SUCCEEDED -> console.run("Done!");
      case CANCELLED -> {
        console.run(cloneOnly() ? "Cloned what succeeded; nothing ran." : "Workflow cancelled.");
        console.run("To go on from there: " + howToResume);
      }
      case RUNNING, FAILED -> {
        console.run("Workflow failed.");
        ledger.failure().ifPresent(failure -> console.run(RunFailures.text(run.id(), failure)));
        console.run("To go on from there: " + howToResume);
      }
    }
  }
}
