package dev.weir.cli;

import dev.weir.cli.console.Table;
import dev.weir.cli.mesh.Mesh;
import dev.weir.cli.mesh.MeshStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Show the parts of the dev mesh. Exit code 0 when all of them are healthy.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Option(
      names = "--json",
      description = "As JSON: {\"state\", \"parts\": [{name, url, pid, health}]}.")
  private boolean json;

  private final Output output;

  StatusCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    var status = new Mesh(state.state(), output::say).status();
    if (json) {
      output.json(status);
    } else {
      output.print(text(status));
    }
    return (status.healthy() ? ExitCode.OK : ExitCode.FAILED).code();
  }

  private static String text(MeshStatus status) {
    var summary =
        "The mesh in "
            + status.stateDirectory()
            + " is "
            + status.state().name().toLowerCase(Locale.ROOT);
    if (status.parts().isEmpty()) {
      return summary + ". Start it with 'weir up'";
    }
    var table = new Table("part", "url", "pid", "health");
    for (var part : status.parts()) {
      table.row(part.name(), part.url(), part.pid(), part.health());
    }
    return summary + "\n" + table;
  }
}
