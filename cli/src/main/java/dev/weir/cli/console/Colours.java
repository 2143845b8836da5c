package dev.weir.cli.console;

import java.util.Map;

/**
 * Colours for a terminal, or none.
 *
 * @param on whether there are any
 */
record Colours(boolean on) {
  static final Colours NONE = new Colours(false);

  /** What a text's colour says. */
  enum Tone {
    PLAIN(""),
    GOOD("32"),
    BAD("1;31"),
    ACTIVE("1"),
    QUIET("2");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** As no-color.org has it. */
  static Colours of(Map<String, String> environment) {
    return new Colours(environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  String paint(Tone tone, String text) {
    return on && tone != Tone.PLAIN && !text.isEmpty()
        ? "\u001b[" + tone.code + "m" + text + "\u001b[0m"
        : text;
  }
}
