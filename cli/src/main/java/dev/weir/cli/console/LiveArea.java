package dev.weir.cli.console;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines at a terminal's bottom that are drawn again and again. Makes the text that draws them:
 * to be written at once, so that nobody sees it half done. The cursor is never hidden and rests
 * below the lines, so whatever ends this process leaves a terminal in order.
 */
final class LiveArea {
  private static final String ESC = "\u001b[";
  private static final String BEGIN_FRAME =
      ESC + "?2026h"; // terminals that don't know it ignore it
  private static final String END_FRAME = ESC + "?2026l";
  private static final String ERASE_REST_OF_LINE = ESC + "K";
  private static final String ERASE_BELOW = ESC + "J";
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private List<String> drawn = List.of();

  List<String> drawn() {
    return drawn;
  }

  /**
   * The text to write; empty when everything is there.
   *
   * @param above whole lines that come to stand above, for good
   * @param columns of the terminal: one that became narrower has wrapped what was drawn
   */
  String draw(CharSequence above, List<String> lines, int columns) {
    if (above.isEmpty() && lines.equals(drawn)) {
      return "";
    }
    var text = new StringBuilder(BEGIN_FRAME).append('\r');
    int up = drawn.stream().mapToInt(line -> rows(line, columns)).sum();
    if (up > 0) {
      text.append(ESC).append(up).append('A');
    }
    if (!above.isEmpty()) {
      text.append(ERASE_BELOW).append(above);
    }
    lines.forEach(line -> text.append(line).append(ERASE_REST_OF_LINE).append('\n'));
    drawn = List.copyOf(lines);
    return text.append(ERASE_BELOW).append(END_FRAME).toString();
  }

  private static int rows(String line, int columns) {
    int length = COLOUR.matcher(line).replaceAll("").length();
    return Math.max(1, (length + columns - 1) / columns);
  }
}
