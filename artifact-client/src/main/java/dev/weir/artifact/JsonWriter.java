package dev.weir.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * JSON in UTF-8 with no white space, the same bytes for the same calls whatever library reads it
 * later. Half a surrogate pair, which UTF-8 can't carry, is written as an escape.
 */
final class JsonWriter {
  /** Readers are told to accept twice as much. */
  static final int MAX_DEPTH = 500;

  private static final HexFormat HEX = HexFormat.of();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int depth;

  /** Whether the text has no half of a surrogate pair, so that UTF-8 can carry it. */
  static boolean isWhole(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(i)) == 1) {
        return false;
      }
      i++;
    }
    return true;
  }

  /** ASCII that is JSON already. */
  void raw(String json) {
    for (var i = 0; i < json.length(); i++) {
      out.write(json.charAt(i));
    }
  }

  void raw(byte[] json) {
    out.writeBytes(json);
  }

  void open(char bracket) {
    if (++depth > MAX_DEPTH) {
      throw new NotPortableException(
          "is nested deeper than " + MAX_DEPTH + " levels, or in itself");
    }
    out.write(bracket);
  }

  void close(char bracket) {
    depth--;
    out.write(bracket);
  }

  void separate(boolean first) {
    if (!first) {
      out.write(',');
    }
  }

  void key(String key) {
    string(key);
    out.write(':');
  }

  void string(String text) {
    out.write('"');
    var plainFrom = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        utf8(text, plainFrom, i);
        escape(c);
        plainFrom = i + 1;
      }
    }
    utf8(text, plainFrom, text.length());
    out.write('"');
  }

  private void utf8(String text, int from, int to) {
    if (from < to) {
      out.writeBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> raw("\\\"");
      case '\\' -> raw("\\\\");
      case '\n' -> raw("\\n");
      case '\r' -> raw("\\r");
      case '\t' -> raw("\\t");
      default -> raw("\\u" + HEX.toHexDigits(c));
    }
  }

  /** A writer for a part that is put in its place later, as deep as here. */
  JsonWriter part() {
    var part = new JsonWriter();
    part.depth = depth;
    return part;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
