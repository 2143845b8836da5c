package dev.weir.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish has to know to complete a command: one line for each subcommand and each option. */
final class FishCompletion {
  private FishCompletion() {}

  static String of(CommandSpec command) {
    return lines(command, command.name(), List.of()).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(CommandSpec command, String program, List<String> path) {
    var condition = condition(path);
    var start = "complete -c " + program + " -n " + quoted(condition);
    var subcommands =
        command.subcommands().entrySet().stream()
            .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden());
    return Stream.concat(
        command.options().stream()
            .filter(option -> !option.hidden())
            .map(option -> start + option(option)),
        subcommands.flatMap(
            sub -> {
              var spec = sub.getValue().getCommandSpec();
              var line =
                  start
                      + " -f -a "
                      + sub.getKey()
                      + " -d "
                      + described(spec.usageMessage().description());
              return Stream.concat(
                  Stream.of(line),
                  lines(
                      spec,
                      program,
                      Stream.concat(path.stream(), Stream.of(sub.getKey())).toList()));
            }));
  }

  private static String condition(List<String> path) {
    return path.isEmpty()
        ? "__fish_use_subcommand"
        : path.stream()
            .map(word -> "__fish_seen_subcommand_from " + word)
            .collect(Collectors.joining("; and "));
  }

  private static String option(OptionSpec option) {
    var text = new StringBuilder();
    for (var name : option.names()) {
      text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().min() > 0) {
      text.append(" -r");
    }
    var candidates = option.completionCandidates();
    if (candidates != null) {
      var words = StreamSupport.stream(candidates.spliterator(), false);
      text.append(" -f -a ").append(quoted(words.collect(Collectors.joining(" "))));
    }
    return text.append(" -d ").append(described(option.description())).toString();
  }

  private static String described(String... lines) {
    return quoted(lines.length == 0 ? "" : lines[0].replaceAll("\\$\\{[^}]*}", "…"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
