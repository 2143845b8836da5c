package dev.weir.compiler;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a documentation comment into plain text. */
final class Docs {
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");
  private static final Pattern HTML_TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

  private Docs() {}

  static String text(String comment) {
    var prose = comment.lines().takeWhile(line -> !line.strip().startsWith("@")).map(String::strip);
    var text = prose.collect(Collectors.joining("\n")).strip();
    return HTML_TAG.matcher(INLINE_TAG.matcher(text).replaceAll("$1")).replaceAll("");
  }
}
