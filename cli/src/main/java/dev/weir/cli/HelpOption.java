package dev.weir.cli;

import picocli.CommandLine.Option;

/** {@code --help}, for commands that keep no state. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
