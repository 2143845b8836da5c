package dev.weir.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Compile a flow and check it, without running it.",
      "Every problem is printed as FILE:LINE: what is wrong; exit code 2 when there is one."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Mixin private DeployOptions deploy;

  @Parameters(
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  private final Output output;

  CheckCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    var graph = deploy.compile(file).graph();
    output.print(graph.flow() + ": " + graph.steps().size() + " steps, no problems");
    return ExitCode.OK.code();
  }
}
