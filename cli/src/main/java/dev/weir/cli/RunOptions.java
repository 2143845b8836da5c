package dev.weir.cli;

import dev.weir.cli.console.RunConsole;
import dev.weir.cli.run.LogLimit;
import dev.weir.cli.run.RunEvents;
import dev.weir.cli.run.SplitLimit;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.RunId;
import dev.weir.protocol.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said about any new run. */
final class RunOptions {
  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description =
          "How many tasks may run at once. Default here: the number of cores, at most 16.")
  private @Nullable Integer maxWorkers;

  @Option(
      names = "--max-num-splits",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many items a foreach may have in a local run. Default: 100.")
  private int maxNumSplits;

  @Option(
      names = "--max-log-size",
      paramLabel = "MB",
      defaultValue = "10",
      description =
          "How much of what a task prints a local run keeps, of each stream. Default: 10.")
  private int maxLogSize;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A word to find the run by; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--namespace",
      paramLabel = "TAG",
      description = {
        "The namespace that the run looks for other runs in, such as user:ada. Empty: all runs.",
        "Default: your own."
      })
  private @Nullable String namespace;

  @Option(
      names = "--run-id-file",
      paramLabel = "PATH",
      description = "Write the run's id to this file once the run has begun.")
  private @Nullable Path runIdFile;

  @Option(
      names = "--json",
      description = "One line of JSON an event on standard output; everything else on the other.")
  private boolean json;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      defaultValue = "${env:WEIR_HOME:-.weir}",
      description = "Where the state is. Default: WEIR_HOME, or .weir where you stand.")
  private Path stateDirectory;

  StateDirectory state() {
    return new StateDirectory(stateDirectory);
  }

  /** Where the run is told of, for people. */
  RunConsole console(Output output) {
    return json ? output.besideResults() : output.console();
  }

  /** The same for machines, where they are to be told. */
  Optional<RunEvents> events(Output output) {
    return json ? Optional.of(new RunEvents(output.out())) : Optional.empty();
  }

  List<String> tags() {
    try {
      return Tags.check(tags);
    } catch (IllegalArgumentException e) {
      throw new UserError("--tag: " + e.getMessage());
    }
  }

  /** Nothing where it is that of the user. */
  Optional<String> namespace() {
    try {
      return Optional.ofNullable(namespace).map(Tags::checkNamespace);
    } catch (IllegalArgumentException e) {
      throw new UserError("--namespace: " + e.getMessage());
    }
  }

  OptionalInt maxWorkers() {
    if (maxWorkers == null) {
      return OptionalInt.empty();
    }
    if (maxWorkers < 1) {
      throw new UserError("--max-workers must be at least 1, not " + maxWorkers);
    }
    return OptionalInt.of(maxWorkers);
  }

  SplitLimit splitLimit() {
    if (maxNumSplits < 1) {
      throw new UserError("--max-num-splits must be at least 1, not " + maxNumSplits);
    }
    return new SplitLimit(maxNumSplits);
  }

  LogLimit logLimit() {
    if (maxLogSize < 0) {
      throw new UserError("--max-log-size must be at least 0, not " + maxLogSize);
    }
    return new LogLimit(maxLogSize);
  }

  /** To be called when the run has begun. */
  void begun(RunId run) {
    if (runIdFile == null) {
      return;
    }
    try {
      Files.writeString(runIdFile, run.value());
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't write --run-id-file: " + e);
    }
  }
}
