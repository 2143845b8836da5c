package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = {
      "Print a script that lets a shell complete this command.",
      "bash and zsh: source <(weir completion bash), for zsh with 'zsh'.",
      "fish: weir completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  private final Output output;

  CompletionCommand(Output output) {
    this.output = output;
  }

  enum Shell {
    bash,
    zsh,
    fish
  }

  @Override
  public Integer call() {
    output.print(script(shell, output).stripTrailing());
    return ExitCode.OK.code();
  }

  static String script(Shell shell, Output output) {
    var weir = Weir.whole(output);
    return switch (shell) {
      case bash -> AutoComplete.bash("weir", weir);
      // The same text loads zsh's bashcompinit where it finds itself in zsh.
      case zsh -> AutoComplete.bash("weir", weir);
      case fish -> FishCompletion.of(weir.getCommandSpec());
    };
  }
}
