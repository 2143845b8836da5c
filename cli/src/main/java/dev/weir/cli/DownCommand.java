package dev.weir.cli;

import dev.weir.cli.mesh.Mesh;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = {
      "Stop the dev mesh, also what is left of one whose supervisor was killed.",
      "Runs and artifacts stay, and are there again after the next 'weir up'."
    })
final class DownCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  private final Output output;

  DownCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    boolean any = new Mesh(state.state(), output::say).stop();
    output.say(any ? "the mesh is down" : "no mesh is up in " + state.state().root());
    return ExitCode.OK.code();
  }
}
