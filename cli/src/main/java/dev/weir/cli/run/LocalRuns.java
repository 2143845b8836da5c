package dev.weir.cli.run;

import dev.weir.artifact.LocalBlobStore;
import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.cli.console.RunConsole;
import dev.weir.cli.mesh.Installation;
import dev.weir.history.LocalRecord;
import dev.weir.history.Me;
import dev.weir.history.MeshRecord;
import dev.weir.history.RunHistory;
import dev.weir.history.RunRecorder;
import dev.weir.history.StateDirectory;
import dev.weir.launcher.LauncherSettings;
import dev.weir.launcher.LauncherSettings.Reuse;
import dev.weir.launcher.TaskLauncher;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.SystemTags;
import dev.weir.runtime.wire.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs flows on this machine, with nothing started before. */
public final class LocalRuns implements AutoCloseable {
  private static final int MOST_WORKERS = 16;
  private static final String RUNTIME = "local";

  private final StateDirectory state;
  private final Installation installation;
  private final RunConsole console;
  private final Optional<RunEvents> events;
  private final Consumer<RunId> begun;
  private StoreLocation.Local blobs;
  private @Nullable Early<TaskLauncher> launcher;
  private @Nullable Early<LocalRecord> record;

  /**
   * @param events are told besides, where somebody reads them
   * @param begun is told the id of a run that has begun
   */
  public LocalRuns(
      StateDirectory state,
      Installation installation,
      RunConsole console,
      Optional<RunEvents> events,
      Consumer<RunId> begun) {
    this.begun = begun;
    this.events = events;
    this.state = state;
    this.blobs = new StoreLocation.Local(state.blobs());
    this.installation = installation;
    this.console = console;
  }

  /** Tasks fetch from that mesh what is missing here of a run that was there. */
  public LocalRuns fetchingFrom(MeshRecord mesh, Project project) {
    blobs = backed(state, mesh, project);
    return this;
  }

  static StoreLocation.Local backed(StateDirectory state, MeshRecord mesh, Project project) {
    var behind = new StoreLocation.Remote(mesh.artifactStore(), project, Me.principal());
    return new StoreLocation.Local(state.blobs(), behind);
  }

  /** Where a plan's blobs have to be. */
  public LocalBlobStore store() {
    return new LocalBlobStore(state.create().blobs());
  }

  /**
   * Starts the first task process and opens the record, while the caller still finds out what to
   * run, which saves a third of a short run's time. Not in a place where nothing has run yet: a
   * flow that can't run shall leave nothing there.
   */
  public void prepare(OptionalInt maxWorkers) {
    if (Files.isDirectory(state.root())) {
      startAll(maxWorkers);
    }
  }

  private void startAll(OptionalInt maxWorkers) {
    launcher = Early.of(() -> newLauncher(workers(maxWorkers)));
    record = Early.of(() -> LocalRecord.open(state.database()));
  }

  /**
   * What to resume.
   *
   * @param history where that run is recorded
   * @param rerun a step to run again, and so all that follows it
   * @param cloneOnly whether what can't be taken over shall not run
   */
  public record Resumed(RunId run, RunHistory history, Optional<String> rerun, boolean cloneOnly) {}

  /**
   * Runs it to its end.
   *
   * @param resumed the run whose successes it takes over
   * @param source what the user calls the flow, for the hint how to resume this run
   */
  public RunState run(RunPlan plan, Optional<Resumed> resumed, Optional<Path> source)
      throws InterruptedException {
    int workers = workers(plan.maxWorkers());
    if (launcher == null || record == null) {
      startAll(plan.maxWorkers());
    }
    // Closed last: a signal ends this process only when the launcher's processes are gone.
    try (var interruption = Interruption.ofTasks();
        var opened = record.get();
        var queue = opened.queuedRecorder();
        var started = launcher.get()) {
      var origin = resumed.map(from -> new OriginRun(from));
      RunRecorder recorder = events.isPresent() ? events.get().telling(queue) : queue;
      var run = begin(plan, resumed.map(Resumed::run), recorder);
      begun.accept(run.id());
      events.ifPresent(told -> told.began(run, RUNTIME));
      var again = ResumeHint.of(run.id(), source, state);
      var local = new LocalRun(run, plan, workers, started, recorder, console, origin, again);
      var end = local.run(interruption);
      events.ifPresent(
          told -> told.ended(run.id(), end, run.createdAt(), local.endedAt(), local.why()));
      if (resumed.filter(Resumed::cloneOnly).isEmpty()) {
        new RunExit(settings(state, installation, workers), blobs, console)
            .call(plan, run, end, local.failure());
      }
      return end;
    }
  }

  @Override
  public void close() {
    if (launcher != null) {
      launcher.ifDone(TaskLauncher::close);
    }
    if (record != null) {
      record.ifDone(LocalRecord::close);
    }
  }

  private static int workers(OptionalInt most) {
    return most.orElse(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
  }

  private TaskLauncher newLauncher(int workers) {
    return launcher(settings(state, installation, workers), () -> blobs);
  }

  static LauncherSettings settings(StateDirectory state, Installation installation, int workers) {
    var work = state.root().resolve("work");
    var archives = installation.archives();
    return LauncherSettings.of(installation.taskRuntime(), work, workers)
        .withArchives(canWrite(archives) ? archives : work)
        .withJvmFlags(taskJavaOptions())
        .withReuse(Reuse.ONE_RUN);
  }

  /** What the user adds, as WEIR_JAVA_OPTS is for the command itself. */
  private static List<String> taskJavaOptions() {
    var options = System.getenv().getOrDefault("WEIR_TASK_JAVA_OPTS", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
  }

  static TaskLauncher launcher(LauncherSettings settings, Supplier<StoreLocation> blobs) {
    try {
      return new TaskLauncher(settings, task -> blobs.get());
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't start task processes: " + e);
    }
  }

  private static boolean canWrite(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder));
    } catch (IOException e) {
      return false;
    }
  }

  /** Another run may have begun in the same microsecond; its id is then taken. */
  private static RunRecord begin(RunPlan plan, Optional<RunId> origin, RunRecorder recorder) {
    while (true) {
      var now = Instant.now();
      var run =
          record(
              plan,
              origin,
              new RunId(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now))),
              now);
      if (recorder.begin(run)) {
        return run;
      }
    }
  }

  private static RunRecord record(RunPlan plan, Optional<RunId> origin, RunId id, Instant now) {
    var owner = Me.principal().name();
    var systemTags = SystemTags.of(owner, RUNTIME, plan.code(), now);
    return new RunRecord(
        id,
        Me.PROJECT,
        owner,
        plan.flow(),
        plan.codePackage(),
        plan.parameters(),
        SystemTags.without(systemTags, plan.tags()),
        systemTags,
        RunState.RUNNING,
        now,
        null,
        origin.orElse(null),
        plan.provenance().orElse(null));
  }
}
