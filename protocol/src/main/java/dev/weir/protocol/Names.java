package dev.weir.protocol;

import java.util.regex.Pattern;

/** The one spelling that ids and projects share: safe in a URL, a path and a console line. */
final class Names {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private Names() {}

  static void requireId(String what, String value) {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a "
              + what
              + " (letters, digits, '.', '_', '-'; at most 128; first a letter or digit): "
              + value);
    }
  }
}
