package dev.weir.cli.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** How a parameter's name is written as an option: {@code maxGenres} as {@code --max-genres}. */
final class OptionNames {
  private OptionNames() {}

  /** The spelling that help and errors use. */
  static String of(String parameter) {
    return "--" + split(parameter, "-");
  }

  /** Every spelling that is understood, the usual one first. */
  static List<String> all(String parameter) {
    var names = new LinkedHashSet<String>();
    names.add(of(parameter));
    names.add("--" + split(parameter, "_"));
    names.add("--" + parameter);
    names.add("--" + parameter.replace('_', '-'));
    return List.copyOf(names);
  }

  /** The environment variable that sets it where the command line does not. */
  static String variable(String parameter) {
    return "WEIR_RUN_" + split(parameter, "_").toUpperCase(Locale.ROOT);
  }

  private static String split(String camelCase, String by) {
    return camelCase
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", by)
        .replaceAll("(?<=.)" + by + by, by)
        .toLowerCase(Locale.ROOT);
  }
}
