package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "remove",
    description = {
      "Take tags away from runs. System tags can't be taken away;",
      "a tag that a run does not have is passed over."
    })
final class TagRemoveCommand extends TagWordsCommand {
  TagRemoveCommand(Output output) {
    super(output);
  }

  @Override
  TagChange change(List<String> words) {
    return new TagChange(List.of(), words);
  }
}
