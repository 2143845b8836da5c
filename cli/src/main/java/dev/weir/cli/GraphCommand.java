package dev.weir.cli;

import dev.weir.cli.graph.GraphFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "graph",
    description = {
      "Draw a flow: as a Mermaid flowchart, for Graphviz, as an SVG picture, or as JSON.",
      "FILE is a .java file, a folder of them, a Maven project, or a jar; RUN is a run of it, drawn as it ran."
    })
final class GraphCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Mixin private DeployOptions deploy;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private GraphFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it there; by default to standard output.")
  private @Nullable Path file;

  @Parameters(paramLabel = "FILE|RUN", description = "A flow, or a run of one.")
  private String flow;

  private final Output output;

  GraphCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    var text = format.text(FlowOrRun.graph(flow, deploy, state.state()));
    if (file == null) {
      output.print(text.stripTrailing());
      return ExitCode.OK.code();
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't write " + file + ": " + e);
    }
    return ExitCode.OK.code();
  }
}
