package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Print the version of Weir and of its Java.")
final class VersionCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(names = "--json", description = "As JSON: {\"weir\", \"java\"}.")
  private boolean json;

  private final Output output;

  VersionCommand(Output output) {
    this.output = output;
  }

  /** For {@code --json}. */
  record Versions(String weir, String java) {
    static Versions ofThis() {
      var version = VersionCommand.class.getPackage().getImplementationVersion();
      return new Versions(
          version == null ? "(not packaged)" : version, Runtime.version().toString());
    }
  }

  static String text() {
    var versions = Versions.ofThis();
    return "weir " + versions.weir() + " (Java " + versions.java() + ")";
  }

  @Override
  public Integer call() {
    if (json) {
      output.json(Versions.ofThis());
    } else {
      output.print(text());
    }
    return ExitCode.OK.code();
  }
}
