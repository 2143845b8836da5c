package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "tag",
    description = "Change or list the tags of runs.",
    subcommands = {
      TagAddCommand.class,
      TagRemoveCommand.class,
      TagReplaceCommand.class,
      TagListCommand.class
    })
final class TagCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Spec private CommandSpec spec;

  private final Output output;

  TagCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(output.out());
    return ExitCode.OK.code();
  }
}
