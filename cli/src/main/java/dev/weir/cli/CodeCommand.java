package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "code",
    description = "Get back the sources that a run ran, or compare them.",
    subcommands = {CodePullCommand.class, CodeDiffCommand.class})
final class CodeCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Spec private CommandSpec spec;

  private final Output output;

  CodeCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(output.out());
    return ExitCode.OK.code();
  }
}
