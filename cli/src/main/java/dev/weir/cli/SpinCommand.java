package dev.weir.cli;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.JsonBlobs;
import dev.weir.cli.mesh.Installation;
import dev.weir.cli.run.Spin;
import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.Packager;
import dev.weir.engine.Planner;
import dev.weir.history.Me;
import dev.weir.history.PastInputs;
import dev.weir.history.RunPlaces;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskRemarks;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "spin",
    description = {
      "Run one step once more, on what a past task of this machine had before it.",
      "The code is FILE as it is now; the run's record stays as it is."
    })
final class SpinCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Mixin private DeployOptions deploy;

  @Option(
      names = "--debug",
      arity = "0..1",
      paramLabel = "PORT",
      preprocessor = DebugPort.class,
      description = "Wait for a debugger first, on this port; 5005 where none is given.")
  private @Nullable Integer debugPort;

  @Mixin private ValueOptions values;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "RUN/STEP[/TASK]",
      description = "A past task; of a step with many tasks, the first.")
  private String path;

  private final Output output;

  SpinCommand(Output output) {
    this.output = output;
  }

  /** For {@code --json}. */
  record SpunTask(
      String path,
      @Nullable Failure failure,
      Map<String, DumpedArtifact> artifacts,
      List<LogLine> logs) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    var wanted = TaskPath.parse(path);
    try (var places = new RunPlaces(state.state())) {
      if (!Files.isDirectory(state.state().root())) {
        places.find(wanted.run()); // or it is refused, and leaves nothing there
      }
      // Its process starts while the record is opened and the flow compiled.
      try (var spin = new Spin(state.state(), Installation.current(), port())) {
        var found = places.find(wanted.run()).kept();
        var project = found.run().project();
        places.mesh().ifPresent(mesh -> spin.fetchFrom(mesh, project));
        return run(spin, wanted.first(found), found, places.blobs(project));
      }
    }
  }

  private int run(Spin spin, TaskRecord past, RunPlaces.Found found, BlobStore store)
      throws IOException, InterruptedException {
    var flow = flow(past, found.run().flow());
    var digest = Packager.pack(flow, store, found.run().parameters().keySet());
    var task = assignment(flow, digest, past, found);
    invite(task);
    var logs = new ArrayList<LogLine>();
    var report = spin.run(task, sink(logs));
    TaskRemarks.ended(task, report.outcome()).forEach(sink(logs)::line);
    show(task, report, logs, store);
    return report.outcome() instanceof TaskOutcome.Succeeded
        ? ExitCode.OK.code()
        : ExitCode.FAILED.code();
  }

  /** Somebody who looks at a step in a debugger takes longer than it may. */
  private CompiledFlow flow(TaskRecord past, String name) {
    var flow = deploy.compile(file, name);
    var step = past.key().step();
    if (flow.graph().find(step).isEmpty()) {
      throw new UserError(flow.graph().flow() + " has no step " + step + " any more");
    }
    if (debugPort == null) {
      return flow;
    }
    var steps = flow.graph().steps().stream();
    return flow.withSteps(
        steps
            .map(
                node -> {
                  var said = node.settings();
                  return node.withSettings(said.withTimeout(null));
                })
            .toList());
  }

  private static TaskAssignment assignment(
      CompiledFlow flow, Digest code, TaskRecord past, RunPlaces.Found found) throws IOException {
    var run = found.run();
    var then = found.code().graph();
    var before = new PastInputs(then, found.history(), run.id());
    return new TaskAssignment(
        run.id(),
        past.id(),
        0,
        run.project(),
        Me.principal().name(),
        code,
        past.key(),
        before.of(past.key()),
        before.item(past.key()).orElse(null),
        flow.graph().step(past.key().step()).settings(),
        0,
        null,
        new Planner(then).gang(past.key()).orElse(null),
        run.origin(),
        null,
        run.parameters(),
        run.tags(),
        null);
  }

  private void invite(TaskAssignment task) {
    if (debugPort != null) {
      output.say(
          "the task waits for a debugger at localhost:%d: 'Remote JVM Debug' in an IDE, or jdb -attach %d"
              .formatted(debugPort, debugPort));
    }
    output.say("spinning " + task.key() + " of run " + task.runId());
  }

  private OptionalInt port() {
    return debugPort == null ? OptionalInt.empty() : OptionalInt.of(debugPort);
  }

  private LogSink sink(List<LogLine> logs) {
    return line -> {
      logs.add(line);
      switch (line.stream()) {
        case STDOUT, STDERR -> (values.json() ? output.err() : output.out()).println(line.text());
        case RUNTIME -> output.say(line.text());
      }
    };
  }

  private void show(TaskAssignment task, TaskReport report, List<LogLine> logs, BlobStore store)
      throws IOException {
    var written = written(task, report, store);
    if (values.json()) {
      var failure =
          switch (report.outcome()) {
            case TaskOutcome.Succeeded(_, _, var caught) -> caught;
            case TaskOutcome.Failed(var why) -> why;
            case TaskOutcome.Lost _ -> null;
          };
      var where = task.runId() + "/" + task.key().step() + "/" + task.taskId();
      output.json(new SpunTask(where, failure, DumpedArtifact.all(written, store), logs));
      return;
    }
    for (var artifact : written.entrySet()) {
      output.print(
          DumpedArtifact.line(
              artifact.getKey(), artifact.getValue(), store, values.maxValueSize()));
    }
  }

  /** What is not just as it was before. A join has nothing before it but its branches. */
  private static Map<String, ArtifactRef> written(
      TaskAssignment task, TaskReport report, BlobStore store) throws IOException {
    var written = new TreeMap<>(report.artifacts());
    if (task.inputs().size() == 1) {
      var before = JsonBlobs.get(task.inputs().getFirst().outputs(), Snapshot.class, store);
      before.artifacts().forEach(written::remove);
    }
    return written;
  }
}
