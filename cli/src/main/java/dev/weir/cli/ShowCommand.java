package dev.weir.cli;

import dev.weir.compiler.GraphText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a flow: its parameters, its steps, what follows what.")
final class ShowCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Mixin private DeployOptions deploy;

  @Option(names = "--json", description = "The graph as JSON.")
  private boolean json;

  @Parameters(
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  private final Output output;

  ShowCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    var flow = deploy.compile(file);
    if (json) {
      output.json(flow.graph());
      return ExitCode.OK.code();
    }
    output.print(GraphText.of(flow).stripTrailing());
    return ExitCode.OK.code();
  }
}
