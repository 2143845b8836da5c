package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.history.MeshDescription;
import dev.weir.history.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The dev mesh of one state directory, whoever started it. */
public final class Mesh {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
  private static final String SUPERVISOR = "supervisor";

  private final StateDirectory state;
  private final MeshFolder folder;
  private final Announcer announcer;

  public Mesh(StateDirectory state, Announcer announcer) {
    this.state = state;
    this.folder = new MeshFolder(state.mesh());
    this.announcer = announcer;
  }

  /** Whether a supervisor is at work here. */
  public boolean isSupervised() {
    return description().map(MeshDescription::isSupervised).orElse(false);
  }

  /**
   * A supervisor in this process.
   *
   * @param settings environment variables of the services, before those that the mesh gives them
   */
  public Supervisor supervise(Map<String, String> settings) {
    state.create();
    return Supervisor.of(folder, Installation.current(), settings, announcer);
  }

  /** A supervisor in a process of its own; returns when the mesh is ready. */
  public void startDetached(Map<String, String> settings) {
    state.create();
    var log = folder.log(SUPERVISOR);
    try {
      var supervisor =
          ChildProcess.start(supervisorCommand(settings), Map.of(), log, ChildProcess.Output.LOG);
      awaitReady(supervisor, log);
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't start the mesh: " + e);
    }
  }

  /** Stops everything, also what a supervisor that was killed left behind. */
  public boolean stop() {
    var supervisor = description().flatMap(mesh -> mesh.supervisor().find());
    supervisor.ifPresent(process -> ChildProcess.stopAlone(process, STOP_LIMIT));
    var leftovers = new Leftovers(folder, announcer);
    boolean any = supervisor.isPresent() || !leftovers.find().isEmpty();
    leftovers.stop();
    return any;
  }

  /** Asks every part how it is. */
  public MeshStatus status() {
    return description().map(this::status).orElseGet(this::down);
  }

  private MeshStatus status(MeshDescription mesh) {
    var supervisor = mesh.supervisor().find().map(ProcessHandle::pid);
    try (var health = new HealthCheck()) {
      var parts =
          mesh.parts().stream()
              .map(
                  part ->
                      new MeshStatus.Part(
                          part.name(), part.url(), part.process().pid(), health.of(part)))
              .toList();
      return new MeshStatus(
          state(mesh, supervisor.isPresent(), parts),
          state.root().toString(),
          supervisor.orElse(null),
          parts);
    }
  }

  private static MeshStatus.State state(
      MeshDescription mesh, boolean supervised, List<MeshStatus.Part> parts) {
    if (parts.stream().allMatch(part -> part.health() == MeshStatus.Health.DOWN) && !supervised) {
      return MeshStatus.State.DOWN;
    }
    boolean healthy = parts.stream().allMatch(part -> part.health() == MeshStatus.Health.UP);
    if (!supervised) {
      return MeshStatus.State.DEGRADED;
    }
    return switch (mesh.phase()) {
      case STARTING -> MeshStatus.State.STARTING;
      case STOPPING -> MeshStatus.State.STOPPING;
      case READY -> healthy ? MeshStatus.State.UP : MeshStatus.State.DEGRADED;
    };
  }

  private MeshStatus down() {
    return new MeshStatus(MeshStatus.State.DOWN, state.root().toString(), null, List.of());
  }

  private Optional<MeshDescription> description() {
    return MeshDescription.read(folder.description());
  }

  /** This very program again, told to stay in the foreground of nothing. */
  private List<String> supervisorCommand(Map<String, String> settings) {
    var command = new ArrayList<>(List.of(Installation.java().toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.add("-Dweir.install=" + Installation.current().root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.weir.cli.Weir"));
    command.addAll(List.of("up", "--state-dir", state.root().toString()));
    settings.forEach((name, value) -> command.addAll(List.of("--setting", name + "=" + value)));
    return command;
  }

  /** Passes on what the supervisor says while it starts. */
  private void awaitReady(ChildProcess supervisor, Path log) throws IOException {
    var said = new LogFollower(log, announcer);
    while (!isReadyUnder(supervisor)) {
      said.pass();
      boolean ended =
          supervisor
              .onExit()
              .thenApply(process -> true)
              .completeOnTimeout(false, 100, TimeUnit.MILLISECONDS)
              .join();
      if (ended) {
        throw new UserError(
            ExitCode.UNAVAILABLE, "the mesh did not start. Its last words:\n" + LogTail.of(log));
      }
    }
    said.pass();
  }

  private boolean isReadyUnder(ChildProcess supervisor) {
    return description()
        .filter(mesh -> mesh.supervisor().pid() == supervisor.identity().pid())
        .filter(mesh -> mesh.phase() == MeshDescription.Phase.READY)
        .isPresent();
  }
}
