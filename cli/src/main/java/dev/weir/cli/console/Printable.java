package dev.weir.cli.console;

import java.util.regex.Pattern;

/** Takes from lines what would move a terminal's cursor; colours stay, each in its line. */
final class Printable {
  private static final Pattern MOVES =
      Pattern.compile(
          // Sequences of control that don't end in m; operating system commands; single characters.
          "\u001b\\[[0-?]*[ -/]*[@-ln-~]"
              + "|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?"
              + "|\u001b(?!\\[[0-?]*m).?"
              + "|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]");

  private Printable() {}

  static String lines(String text) {
    return text.chars().allMatch(Printable::isPlain)
        ? text
        : MOVES.matcher(text).replaceAll("").replace("\n", "\u001b[0m\n");
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7f || c > 0x9f || c == '\n' || c == '\t';
  }
}
