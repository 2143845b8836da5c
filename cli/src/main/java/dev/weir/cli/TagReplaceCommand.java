package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replace",
    description = {
      "Take tags away from runs and give them others, as one change:",
      "nobody sees a run with neither."
    })
final class TagReplaceCommand implements Callable<Integer> {
  @Mixin private TagTargets targets;

  @Option(
      names = "--remove",
      required = true,
      paramLabel = "TAG",
      description = "A tag to take away; may be repeated.")
  private List<String> removed = new ArrayList<>();

  @Option(
      names = "--add",
      required = true,
      paramLabel = "TAG",
      description = "A tag to give; may be repeated.")
  private List<String> added = new ArrayList<>();

  private final Output output;

  TagReplaceCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return targets.change(() -> new TagChange(added, removed), output);
  }
}
