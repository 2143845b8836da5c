package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version of Weir and of its Java.")
final class VersionCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  private final Output output;

  VersionCommand(Output output) {
    this.output = output;
  }

  static String text() {
    var version = VersionCommand.class.getPackage().getImplementationVersion();
    return "weir "
        + (version == null ? "(not packaged)" : version)
        + " (Java "
        + Runtime.version()
        + ")";
  }

  @Override
  public Integer call() {
    output.print(text());
    return ExitCode.OK.code();
  }
}
