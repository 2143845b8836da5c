package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.history.RunSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "pull",
    description = {
      "Write the sources that a run ran into a folder, byte for byte.",
      "A file that is there already with other content is kept unless --force is given."
    })
final class CodePullCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Option(names = "--force", description = "Overwrite files that differ.")
  private boolean force;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  private String run;

  @Parameters(index = "1", paramLabel = "DIR", arity = "0..1", description = "Default: FLOW-RUN.")
  private @Nullable Path directory;

  private final Output output;

  CodePullCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    try (var places = new RunPlaces(state.state())) {
      var found = places.find(FlowOrRun.runId(run));
      var target =
          directory == null ? Path.of(found.run().flow() + "-" + found.run().id()) : directory;
      var root = target.toAbsolutePath().normalize();
      var files = files(RunSources.of(found), root);
      refuseOverwriting(files);
      for (var file : files.entrySet()) {
        write(file.getKey(), file.getValue());
        output.print(target.resolve(root.relativize(file.getKey())).toString());
      }
      var provenance = found.run().provenance();
      if (provenance != null) {
        output.say("these are from " + provenance.text());
      }
      return ExitCode.OK.code();
    }
  }

  /** Whoever packed it, nothing is written beside the folder. */
  private static Map<Path, byte[]> files(Map<String, byte[]> sources, Path root) {
    var files = new TreeMap<Path, byte[]>();
    sources.forEach(
        (name, content) -> {
          var file = root.resolve(name).normalize();
          if (!file.startsWith(root)) {
            throw new UserError("the code package holds a path outside of itself: " + name);
          }
          files.put(file, content);
        });
    return files;
  }

  private void refuseOverwriting(Map<Path, byte[]> files) throws IOException {
    for (var file : files.entrySet()) {
      var path = file.getKey();
      if (!force
          && Files.exists(path)
          && !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        throw new UserError(path + " is there and differs; nothing was written. --force does it");
      }
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't write " + file + ": " + e);
    }
  }
}
