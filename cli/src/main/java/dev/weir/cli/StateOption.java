package dev.weir.cli;

import dev.weir.history.StateDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --state-dir}, the same for every command that has it. */
final class StateOption {
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      defaultValue = "${env:WEIR_HOME:-.weir}",
      description = {
        "Where runs and the mesh keep their state.",
        "Default: WEIR_HOME, or .weir where you stand."
      })
  private Path directory;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  StateDirectory state() {
    return new StateDirectory(directory);
  }
}
