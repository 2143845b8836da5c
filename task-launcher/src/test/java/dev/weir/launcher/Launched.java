package dev.weir.launcher;

import dev.weir.artifact.LocalBlobStore;
import dev.weir.flow.FlowSpec;
import dev.weir.launcher.LauncherSettings.Patience;
import dev.weir.protocol.Failure;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.ParameterSpec.Kind;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A launcher over a directory, with what its tasks have printed. */
final class Launched implements AutoCloseable {
  /** Shared, so that all but the first start fast. */
  static final Path WORK = Path.of("target/launcher").toAbsolutePath();

  final LocalBlobStore store;
  final TaskLauncher launcher;
  final List<LogLine> lines = new CopyOnWriteArrayList<>();
  final List<Long> started = new CopyOnWriteArrayList<>();

  Launched(Path directory, UnaryOperator<LauncherSettings> change) throws IOException {
    store = new LocalBlobStore(directory);
    var settings =
        LauncherSettings.of(Path.of("../task-runtime/target/dist/lib"), WORK, 2)
            .withHeap(48 << 20)
            .withPatience(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(1)));
    launcher = new TaskLauncher(change.apply(settings), task -> new StoreLocation.Local(directory));
  }

  static Launched in(Path directory) throws IOException {
    return new Launched(directory, settings -> settings);
  }

  Tasks tasks(Class<? extends FlowSpec> flow, Graph graph, String... parameters)
      throws IOException {
    var specs =
        Arrays.stream(parameters)
            .map(name -> new ParameterSpec(name, Kind.VALUE, "java.lang.String", null, false, null))
            .toArray(ParameterSpec[]::new);
    return Tasks.of(Packages.put(flow, graph, store, specs));
  }

  TaskReport run(TaskAssignment task) throws InterruptedException {
    return run(task, new Cancellation());
  }

  TaskReport run(TaskAssignment task, Cancellation cancellation) throws InterruptedException {
    return launcher.run(
        task,
        new LogSink() {
          @Override
          public void line(LogLine line) {
            lines.add(line);
          }

          @Override
          public void started(long pid) {
            started.add(pid);
          }
        },
        cancellation);
  }

  List<String> printed() {
    return lines.stream().map(LogLine::text).toList();
  }

  static Failure failure(TaskReport report) {
    return switch (report.outcome()) {
      case TaskOutcome.Failed failed -> failed.failure();
      case TaskOutcome.Succeeded s -> throw new AssertionError("it succeeded: " + s);
      case TaskOutcome.Lost lost -> throw new AssertionError("it was lost: " + lost);
    };
  }

  static TaskOutcome.Succeeded success(TaskReport report) {
    return switch (report.outcome()) {
      case TaskOutcome.Succeeded succeeded -> succeeded;
      case TaskOutcome.Failed failed -> throw new AssertionError("it failed: " + failed);
      case TaskOutcome.Lost lost -> throw new AssertionError("it was lost: " + lost);
    };
  }

  @Override
  public void close() {
    launcher.close();
  }
}
