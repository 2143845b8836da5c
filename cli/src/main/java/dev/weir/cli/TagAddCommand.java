package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Give runs tags. A tag that a run has already stays as it is.",
      "A run has at most 50 tags of its users, of 1 to 500 characters each."
    })
final class TagAddCommand implements Callable<Integer> {
  @Mixin private TagTargets targets;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TAG", description = "The tags.")
  private List<String> tags;

  private final Output output;

  TagAddCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return targets.change(() -> new TagChange(tags, List.of()), output);
  }
}
