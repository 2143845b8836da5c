package dev.weir.cli.run;

import dev.weir.artifact.LocalBlobStore;
import dev.weir.cli.ExitCode;
import dev.weir.cli.Me;
import dev.weir.cli.StateDirectory;
import dev.weir.cli.UserError;
import dev.weir.cli.console.RunConsole;
import dev.weir.cli.history.LocalRecord;
import dev.weir.cli.history.RunRecorder;
import dev.weir.cli.mesh.Installation;
import dev.weir.launcher.LauncherSettings;
import dev.weir.launcher.TaskLauncher;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.runtime.wire.StoreLocation;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Runs flows on this machine, with nothing started before. */
public final class LocalRuns {
  private static final int MOST_WORKERS = 16;

  private final StateDirectory state;
  private final Installation installation;
  private final RunConsole console;

  public LocalRuns(StateDirectory state, Installation installation, RunConsole console) {
    this.state = state;
    this.installation = installation;
    this.console = console;
  }

  /** Where a plan's blobs have to be. */
  public LocalBlobStore store() {
    return new LocalBlobStore(state.create().blobs());
  }

  /** Runs it to its end. */
  public RunState run(RunPlan plan) throws InterruptedException {
    int workers =
        plan.maxWorkers()
            .orElse(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
    // Closed last: a signal ends this process only when the launcher's processes are gone.
    try (var interruption = new Interruption();
        var record = LocalRecord.open(state.database());
        var recorder = record.queuedRecorder();
        var launcher = launcher(workers)) {
      var run = begin(plan, recorder);
      return new LocalRun(run, plan, workers, launcher, recorder, console).run(interruption);
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't start task processes: " + e);
    }
  }

  private TaskLauncher launcher(int workers) throws IOException {
    var settings =
        LauncherSettings.of(installation.taskRuntime(), state.root().resolve("work"), workers);
    return new TaskLauncher(settings, task -> new StoreLocation.Local(state.blobs()));
  }

  /** Another run may have begun in the same microsecond; its id is then taken. */
  private static RunRecord begin(RunPlan plan, RunRecorder recorder) {
    while (true) {
      var now = Instant.now();
      var run =
          record(
              plan, new RunId(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now))), now);
      if (recorder.begin(run)) {
        return run;
      }
    }
  }

  private static List<String> systemTags(RunPlan plan) {
    var tags = new ArrayList<>(List.of("user:" + Me.principal(), "runtime:local"));
    var settings = plan.code().settings();
    var project = settings == null ? null : settings.project();
    if (project != null) {
      tags.add("project:" + project.name());
      tags.add("project_branch:" + project.branch());
    }
    return tags;
  }

  private static RunRecord record(RunPlan plan, RunId id, Instant now) {
    return new RunRecord(
        id,
        Me.PROJECT,
        Me.principal().name(),
        plan.flow(),
        plan.codePackage(),
        plan.parameters(),
        plan.tags(),
        systemTags(plan),
        RunState.RUNNING,
        now,
        null);
  }
}
