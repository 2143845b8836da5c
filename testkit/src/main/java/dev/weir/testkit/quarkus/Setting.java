package dev.weir.testkit.quarkus;

import java.util.Locale;

/**
 * A setting of the tests: the system property of that name, or the environment variable like it.
 */
final class Setting {
  private Setting() {}

  static String of(String name, String otherwise) {
    var variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return System.getProperty(name, System.getenv().getOrDefault(variable, otherwise));
  }
}
