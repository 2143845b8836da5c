package dev.weir.cli;

import dev.weir.protocol.TagChange;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "add",
    description = {
      "Give runs tags. A tag that a run has already stays as it is.",
      "A run has at most 50 tags of its users, of 1 to 500 characters each."
    })
final class TagAddCommand extends TagWordsCommand {
  TagAddCommand(Output output) {
    super(output);
  }

  @Override
  TagChange change(List<String> words) {
    return new TagChange(words, List.of());
  }
}
