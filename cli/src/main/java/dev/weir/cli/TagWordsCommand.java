package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes the tags of runs by the tags on the command line. */
abstract sealed class TagWordsCommand implements Callable<Integer>
    permits TagAddCommand, TagRemoveCommand {
  @Mixin private TagTargets targets;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TAG", description = "The tags.")
  private List<String> tags;

  private final Output output;

  TagWordsCommand(Output output) {
    this.output = output;
  }

  abstract TagChange change(List<String> words);

  @Override
  public Integer call() {
    return targets.change(() -> change(tags), output);
  }
}
