package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dump", description = "Print the artifacts of a task, or of each task of a step.")
final class DumpCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Parameters(paramLabel = "RUN/STEP[/TASK]", description = "As the lines of a run have it.")
  private String path;

  @Mixin private ValueOptions values;

  @Option(
      names = "--include",
      paramLabel = "NAME",
      split = ",",
      description = "Only these artifacts, separated by commas.")
  private List<String> include = List.of();

  private final Output output;

  DumpCommand(Output output) {
    this.output = output;
  }

  /**
   * A task and its artifacts, for {@code --json}.
   *
   * @param origin the path of the task that a resumed run took over instead of running it
   */
  record DumpedTask(
      String path,
      String place,
      TaskState state,
      @Nullable String origin,
      Map<String, DumpedArtifact> artifacts) {}

  @Override
  public Integer call() throws IOException {
    try (var places = new RunPlaces(state.state())) {
      var wanted = TaskPath.parse(path);
      var found = places.find(wanted.run());
      var tasks = wanted.in(found);
      try {
        show(tasks, found);
      } catch (ServiceException e) {
        throw found.told(e);
      }
      return ExitCode.OK.code();
    }
  }

  private void show(List<TaskRecord> tasks, RunPlaces.Found found) throws IOException {
    if (values.json()) {
      output.json(dumped(tasks, found));
      return;
    }
    for (var task : tasks) {
      print(task, found);
    }
  }

  private void print(TaskRecord task, RunPlaces.Found found) throws IOException {
    output.print("[" + path(task) + "] on " + found.history().place());
    var artifacts = artifacts(task);
    if (artifacts.isEmpty()) {
      output.print("(no artifacts: the task is " + task.state() + ")");
    }
    for (var artifact : artifacts.entrySet()) {
      output.print(
          DumpedArtifact.line(
              artifact.getKey(), artifact.getValue(), found.store(), values.maxValueSize()));
    }
  }

  private List<DumpedTask> dumped(List<TaskRecord> tasks, RunPlaces.Found found)
      throws IOException {
    var all = new ArrayList<DumpedTask>();
    for (var task : tasks) {
      var artifacts = DumpedArtifact.all(artifacts(task), found.store());
      all.add(
          new DumpedTask(
              path(task), found.history().place(), task.state(), origin(task), artifacts));
    }
    return all;
  }

  private Map<String, ArtifactRef> artifacts(TaskRecord task) {
    var artifacts = new TreeMap<>(task.attempts().getLast().artifacts());
    if (!include.isEmpty()) {
      artifacts.keySet().retainAll(include);
    }
    return artifacts;
  }

  private static @Nullable String origin(TaskRecord task) {
    var origin = task.attempts().getLast().origin();
    return origin == null ? null : origin.run() + "/" + task.key().step() + "/" + origin.task();
  }

  private static String path(TaskRecord task) {
    return task.runId() + "/" + task.key().step() + "/" + task.id();
  }
}
