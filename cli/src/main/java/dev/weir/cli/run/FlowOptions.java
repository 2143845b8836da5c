package dev.weir.cli.run;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options that a flow's parameters become: {@code --max-genres 7} or {@code --max_genres=7}.
 */
public final class FlowOptions {
  private final List<ParameterSpec> parameters;
  private final Map<String, String> environment;
  private final Map<String, ParameterSpec> byName = new LinkedHashMap<>();

  /**
   * @param environment variables {@code WEIR_RUN_MAX_GENRES}, for what the command line leaves out
   */
  public FlowOptions(List<ParameterSpec> parameters, Map<String, String> environment) {
    this.parameters = parameters;
    this.environment = environment;
    for (var parameter : parameters) {
      OptionNames.all(parameter.name()).forEach(name -> byName.putIfAbsent(name, parameter));
    }
  }

  /**
   * Reads what the command line has beside the command's own options.
   *
   * @param own the command's own options, for a guess at a mistyped one
   * @param store takes the content of files
   */
  public Map<String, Object> read(List<String> words, Collection<String> own, BlobStore store) {
    var texts = texts(words, own);
    addEnvironment(texts);
    requireAll(texts);
    var values = new LinkedHashMap<String, Object>();
    for (var parameter : parameters) {
      var text = texts.get(parameter.name());
      if (text != null) {
        values.put(parameter.name(), value(parameter, text, store));
      }
    }
    return values;
  }

  /** One line for each option: its name, type, default and what it is for. */
  public String help() {
    return parameters.stream().map(FlowOptions::help).collect(Collectors.joining("\n"));
  }

  private static String help(ParameterSpec parameter) {
    var notes = new ArrayList<String>();
    notes.add(ParameterText.typeName(parameter));
    var file = parameter.file();
    if (file != null) {
      notes.add("default: " + file.name());
    }
    ParameterText.defaultOf(parameter).ifPresent(value -> notes.add("default: " + value));
    if (parameter.required()) {
      notes.add("required");
    }
    var line =
        "      "
            + OptionNames.of(parameter.name())
            + (parameter.kind() == ParameterSpec.Kind.FILE ? " PATH" : " VALUE")
            + "  ("
            + String.join("; ", notes)
            + ")";
    var help = parameter.help();
    return help == null || help.isBlank() ? line : line + "\n          " + help.strip();
  }

  private Map<String, String> texts(List<String> words, Collection<String> own) {
    var texts = new LinkedHashMap<String, String>();
    var left = words.iterator();
    while (left.hasNext()) {
      var word = left.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      var name = equals < 0 ? word : word.substring(0, equals);
      var parameter = parameter(name, own);
      if (equals < 0 && !left.hasNext()) {
        throw new UserError(name + " needs a value: " + ParameterText.typeName(parameter));
      }
      var text = equals < 0 ? left.next() : word.substring(equals + 1);
      if (texts.put(parameter.name(), text) != null) {
        throw new UserError(OptionNames.of(parameter.name()) + " is given twice");
      }
    }
    return texts;
  }

  private void addEnvironment(Map<String, String> texts) {
    for (var parameter : parameters) {
      var text = environment.get(OptionNames.variable(parameter.name()));
      if (text != null) {
        texts.putIfAbsent(parameter.name(), text);
      }
    }
  }

  private ParameterSpec parameter(String name, Collection<String> own) {
    var parameter = byName.get(name);
    if (parameter != null) {
      return parameter;
    }
    if (!name.startsWith("-")) {
      throw new UserError(
          "what is '" + name + "' for? One flow a run, and each value after its option");
    }
    var usual = parameters.stream().map(known -> OptionNames.of(known.name()));
    var guess = NearestName.to(name, Stream.concat(usual, own.stream()).toList());
    throw new UserError(
        "no option "
            + name
            + guess.map(near -> "; did you mean " + near + "?").orElse("")
            + (parameters.isEmpty() ? " (the flow has no parameters)" : ""));
  }

  private void requireAll(Map<String, String> texts) {
    var missing =
        parameters.stream()
            .filter(parameter -> parameter.required() && parameter.file() == null)
            .filter(parameter -> !texts.containsKey(parameter.name()))
            .map(
                parameter ->
                    OptionNames.of(parameter.name())
                        + " ("
                        + ParameterText.typeName(parameter)
                        + ")")
            .toList();
    if (!missing.isEmpty()) {
      throw new UserError("the flow needs " + String.join(" and ", missing));
    }
  }

  private static Object value(ParameterSpec parameter, String text, BlobStore store) {
    return switch (parameter.kind()) {
      case VALUE -> ParameterText.read(parameter, text);
      case FILE -> file(OptionNames.of(parameter.name()), Path.of(text), store);
    };
  }

  private static IncludedFile file(String option, Path path, BlobStore store) {
    if (!Files.isRegularFile(path)) {
      throw new UserError(
          option
              + ": "
              + (Files.exists(path) ? path + " is not a file" : "no such file: " + path)
              + Optional.of(path)
                  .filter(relative -> !relative.isAbsolute())
                  .map(relative -> " (looked in " + Path.of("").toAbsolutePath() + ")")
                  .orElse(""));
    }
    try {
      return new IncludedFile(Codecs.storeFile(path, store), path.toString());
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, option + ": can't store " + path + ": " + e);
    }
  }
}
