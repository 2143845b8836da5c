package dev.weir.compiler;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a flow, found before it runs.
 *
 * @param file as a person would name it
 * @param line from 1; 0 when it is about the file as a whole
 * @param rule what it is about
 * @param hint a way out, where there is one to name
 */
public record Diagnostic(String file, int line, Rule rule, String message, @Nullable String hint) {

  /** As a compiler prints it: {@code file:line: message}, and the hint on a line of its own. */
  @Override
  public String toString() {
    var where = line > 0 ? file + ":" + line : file;
    return where + ": " + message + (hint == null ? "" : "\n  " + hint);
  }
}
