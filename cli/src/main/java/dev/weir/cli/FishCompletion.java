package dev.weir.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish has to know to complete a command: a line for each subcommand, option and operand. */
final class FishCompletion {
  /** Tells where on the command line it is: the first words that are no options. */
  private static final String FUNCTIONS =
      """
      function __PROGRAM_words
          string match -v -- '-*' (commandline -opc)[2..]
      end
      function __PROGRAM_at
          test "$(__PROGRAM_words)" = "$(string join \\n -- $argv)"
      end
      function __PROGRAM_in
          set -l words (__PROGRAM_words)
          test "$words[1..$(count $argv)]" = "$argv"
      end
      """;

  private FishCompletion() {}

  static String of(CommandSpec command) {
    return FUNCTIONS.replace("PROGRAM", command.name())
        + lines(command, command.name(), List.of()).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(CommandSpec command, String program, List<String> path) {
    var start = "complete -c " + program + " -n " + quoted(condition(program, "in", path));
    var options = command.options().stream().filter(option -> !option.hidden());
    var operands = command.positionalParameters().stream().filter(p -> candidates(p).isPresent());
    return Stream.of(
            subcommands(command, program, path),
            options.map(option -> start + option(option)),
            operands.map(operand -> start + candidates(operand).orElseThrow() + described(operand)))
        .flatMap(lines -> lines);
  }

  private static Stream<String> subcommands(
      CommandSpec command, String program, List<String> path) {
    var start = "complete -c " + program + " -n " + quoted(condition(program, "at", path));
    return command.subcommands().entrySet().stream()
        .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden())
        .flatMap(
            sub -> {
              var spec = sub.getValue().getCommandSpec();
              var description = described(spec.usageMessage().description());
              var further = Stream.concat(path.stream(), Stream.of(sub.getKey())).toList();
              return Stream.concat(
                  Stream.of(start + " -f -a " + sub.getKey() + description),
                  lines(spec, program, further));
            });
  }

  private static String condition(String program, String function, List<String> path) {
    var words = path.isEmpty() ? "" : " " + String.join(" ", path);
    var nowhere = path.isEmpty() ? "at" : function; // what is for all stands before the command
    return "__" + program + "_" + nowhere + words;
  }

  private static String option(OptionSpec option) {
    var text = new StringBuilder();
    for (var name : option.names()) {
      text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().min() > 0) {
      text.append(" -r");
    }
    candidates(option).ifPresent(text::append);
    return text.append(described(option)).toString();
  }

  private static Optional<String> candidates(ArgSpec of) {
    return Optional.ofNullable(of.completionCandidates())
        .map(words -> StreamSupport.stream(words.spliterator(), false))
        .map(words -> " -f -a " + quoted(words.collect(Collectors.joining(" "))));
  }

  private static String described(ArgSpec argument) {
    return described(argument.description());
  }

  private static String described(String... lines) {
    return " -d " + quoted(lines.length == 0 ? "" : lines[0].replaceAll("\\$\\{[^}]*}", "…"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
