package dev.weir.cli.console;

import dev.weir.cli.console.Colours.Tone;
import java.util.List;

/** A piece of a line in one colour. */
record Span(Tone tone, String text) {

  /** They as one line of at most so many characters, which the terminal must not wrap. */
  static String line(List<Span> spans, int columns, Colours colours) {
    var line = new StringBuilder();
    int left = columns;
    for (var span : spans) {
      var shown = span.text.substring(0, Math.min(left, span.text.length()));
      line.append(colours.paint(span.tone, shown));
      left -= shown.length();
    }
    return line.toString();
  }
}
