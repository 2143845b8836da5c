package dev.weir.cli;

import dev.weir.compiler.Diagnostic;
import dev.weir.compiler.FlowErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Compile a flow and check it, without running it.",
      "Every problem is printed as FILE:LINE: what is wrong; exit code 2 when there is one.",
      "With --json they go to standard output: {flow, steps, problems: [{file, line, rule,",
      "message, hint}]}."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Mixin private DeployOptions deploy;

  @Option(names = "--json", description = "What was found as one JSON document.")
  private boolean json;

  @Parameters(
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  private final Output output;

  CheckCommand(Output output) {
    this.output = output;
  }

  /** For {@code --json}; a flow that could not be read has no name and no steps. */
  record Checked(@Nullable String flow, int steps, List<Problem> problems) {}

  /**
   * @param line from 1; 0 when it is about the file as a whole
   * @param rule an id of {@link dev.weir.compiler.Rule}
   * @param hint a way out
   */
  record Problem(String file, int line, String rule, String message, @Nullable String hint) {
    static Problem of(Diagnostic found) {
      return new Problem(
          found.file(), found.line(), found.rule().id(), found.message(), found.hint());
    }
  }

  @Override
  public Integer call() {
    if (!json) {
      var graph = deploy.compile(file).graph();
      output.print(graph.flow() + ": " + graph.steps().size() + " steps, no problems");
      return ExitCode.OK.code();
    }
    try {
      var graph = deploy.compile(file).graph();
      output.json(new Checked(graph.flow(), graph.steps().size(), List.of()));
      return ExitCode.OK.code();
    } catch (FlowErrors errors) {
      var problems = errors.diagnostics().stream().map(Problem::of).toList();
      output.json(new Checked(null, 0, problems));
      return ExitCode.USAGE.code();
    }
  }
}
