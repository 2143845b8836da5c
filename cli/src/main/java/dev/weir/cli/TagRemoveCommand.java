package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Take tags away from runs. System tags can't be taken away;",
      "a tag that a run does not have is passed over."
    })
final class TagRemoveCommand implements Callable<Integer> {
  @Mixin private TagTargets targets;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TAG", description = "The tags.")
  private List<String> tags;

  private final Output output;

  TagRemoveCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return targets.change(() -> new TagChange(List.of(), tags), output);
  }
}
