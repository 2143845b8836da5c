package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  @Option(names = "--json", description = "Everything as one JSON document, values whole.")
  private boolean json;

  @Option(
      names = "--max-value-size",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Cut longer values to so many characters; 0 cuts none. Default: ${DEFAULT-VALUE}.")
  private int maxValueSize;

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

  /** A task and its artifacts, for {@code --json}. */
  record DumpedTask(
      String path, String place, TaskState state, Map<String, DumpedArtifact> artifacts) {}

  /**
   * One artifact.
   *
   * @param value absent where only Java can read it
   */
  record DumpedArtifact(
      String type, String encoding, long size, String sha256, @Nullable JsonNode value) {}

  @Override
  public Integer call() throws IOException {
    try (var places = new RunPlaces(state.state())) {
      var wanted = TaskPath.parse(path);
      var found = places.find(wanted.run());
      var tasks = wanted.in(found);
      if (json) {
        output.json(dumped(tasks, found));
        return ExitCode.OK.code();
      }
      for (var task : tasks) {
        print(task, found);
      }
      return ExitCode.OK.code();
    }
  }

  private void print(TaskRecord task, RunPlaces.Found found) throws IOException {
    output.print("[" + path(task) + "] on " + found.history().place());
    var artifacts = artifacts(task);
    if (artifacts.isEmpty()) {
      output.print("(no artifacts: the task is " + task.state() + ")");
    }
    for (var artifact : artifacts.entrySet()) {
      var ref = artifact.getValue();
      output.print(
          artifact.getKey()
              + " [size: "
              + ref.digest().size()
              + " type: "
              + ref.type()
              + "] = "
              + shown(ref, found));
    }
  }

  private String shown(ArtifactRef ref, RunPlaces.Found found) throws IOException {
    var view = Codecs.view(ref, found.store());
    if (view.isEmpty()) {
      return "(a Java object that only its flow can read)";
    }
    var text = new String(view.get(), StandardCharsets.UTF_8);
    if (maxValueSize <= 0 || text.length() <= maxValueSize) {
      return text;
    }
    return text.substring(0, maxValueSize)
        + "... ("
        + text.length()
        + " characters; --max-value-size 0 shows all)";
  }

  private List<DumpedTask> dumped(List<TaskRecord> tasks, RunPlaces.Found found)
      throws IOException {
    var all = new ArrayList<DumpedTask>();
    for (var task : tasks) {
      var artifacts = new LinkedHashMap<String, DumpedArtifact>();
      for (var artifact : artifacts(task).entrySet()) {
        artifacts.put(artifact.getKey(), dumped(artifact.getValue(), found));
      }
      all.add(new DumpedTask(path(task), found.history().place(), task.state(), artifacts));
    }
    return all;
  }

  private static DumpedArtifact dumped(ArtifactRef ref, RunPlaces.Found found) throws IOException {
    var view = Codecs.view(ref, found.store());
    return new DumpedArtifact(
        ref.type(),
        ref.encoding(),
        ref.digest().size(),
        ref.digest().sha256(),
        view.isEmpty() ? null : Json.mapper().readTree(view.get()));
  }

  private Map<String, ArtifactRef> artifacts(TaskRecord task) {
    var artifacts = new TreeMap<>(task.attempts().getLast().artifacts());
    if (!include.isEmpty()) {
      artifacts.keySet().retainAll(include);
    }
    return artifacts;
  }

  private static String path(TaskRecord task) {
    return task.runId() + "/" + task.key().step() + "/" + task.id();
  }
}
