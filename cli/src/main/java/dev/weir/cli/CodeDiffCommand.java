package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.history.RunSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Show what differs between the sources that a run ran and those of another run, or those in a",
      "file or a folder, as a unified diff. Exit code 0 when they are the same, 1 when they differ.",
      "Of a folder, only the files that the run had count."
    })
final class CodeDiffCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  private String run;

  @Parameters(
      index = "1",
      paramLabel = "RUN|FILE",
      arity = "0..1",
      defaultValue = ".",
      description = "Another run, a .java file, or a folder. Default: the folder you stand in.")
  private String other;

  private final Output output;

  CodeDiffCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    try (var places = new RunPlaces(state.state())) {
      var lines = lines(RunSources.of(places.find(FlowOrRun.runId(run))), places);
      lines.forEach(output.out()::println);
      output.out().flush();
      return (lines.isEmpty() ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private List<String> lines(SortedMap<String, byte[]> before, RunPlaces places)
      throws IOException {
    if (!FlowOrRun.isSource(other)) {
      return SourceDiff.lines(before, RunSources.of(places.find(FlowOrRun.runId(other))));
    }
    var source = Path.of(other);
    var after = GivenSources.of(source).like(before);
    if (after.isEmpty()) {
      throw new UserError(
          "nothing in " + other + " is called as a source of run " + run + ": " + before.keySet());
    }
    // A file stands for itself alone; of a folder, what is missing was deleted.
    if (Files.isRegularFile(source)) {
      before.keySet().retainAll(after.keySet());
    }
    return SourceDiff.lines(before, after);
  }
}
