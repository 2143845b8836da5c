package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "store",
    description = "Look after what runs have stored: how much, whether it is sound, what can go.",
    subcommands = {
      StoreStatsCommand.class,
      StoreDuCommand.class,
      StoreVerifyCommand.class,
      StoreGcCommand.class
    })
final class StoreCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Spec private CommandSpec spec;

  private final Output output;

  StoreCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(output.out());
    return ExitCode.OK.code();
  }
}
