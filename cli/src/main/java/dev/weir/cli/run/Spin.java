package dev.weir.cli.run;

import dev.weir.cli.mesh.Installation;
import dev.weir.history.MeshRecord;
import dev.weir.history.StateDirectory;
import dev.weir.launcher.LauncherSettings.Patience;
import dev.weir.launcher.LauncherSettings.Reuse;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskLauncher;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Project;
import dev.weir.protocol.TaskAssignment;
import dev.weir.runtime.wire.StoreLocation;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** One task in a process of its own, of which no record is kept. */
public final class Spin implements AutoCloseable {
  /** Long enough for somebody to find the button. */
  private static final Patience FOR_PEOPLE =
      new Patience(Duration.ofDays(1), Patience.DEFAULT.stop());

  private final StateDirectory state;
  private final Early<TaskLauncher> launcher;
  private StoreLocation blobs;

  /**
   * Starts the process, while the caller still finds out what to run.
   *
   * @param debugPort where the process waits for a debugger before it does anything
   */
  public Spin(StateDirectory state, Installation installation, OptionalInt debugPort) {
    this.state = state;
    this.blobs = new StoreLocation.Local(state.blobs());
    var settings = LocalRuns.settings(state, installation, 1);
    var wanted =
        debugPort.isEmpty()
            ? settings.withReuse(new Reuse(1, false, 1, Reuse.DEFAULT.idle()))
            : settings
                .withReuse(Reuse.NONE)
                .withPatience(FOR_PEOPLE)
                .withJvmFlags(List.of(jdwp(debugPort.getAsInt())));
    this.launcher = Early.of(() -> LocalRuns.launcher(wanted, () -> blobs));
  }

  /** The task fetches from that mesh what is missing here of a run that was there. */
  public void fetchFrom(MeshRecord mesh, Project project) {
    blobs = LocalRuns.backed(state, mesh, project);
  }

  /** Runs it to its end; a signal ends it. */
  public TaskReport run(TaskAssignment task, LogSink sink) throws InterruptedException {
    var started = launcher.get();
    try (var interruption = Interruption.ofTasks()) {
      interruption.tell(started::close);
      return started.run(task, sink);
    }
  }

  @Override
  public void close() {
    launcher.ifDone(TaskLauncher::close);
  }

  private static String jdwp(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:"
        + port;
  }
}
