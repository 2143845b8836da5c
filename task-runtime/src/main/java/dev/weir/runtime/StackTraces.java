package dev.weir.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints stack traces as the JVM does, without the frames below the author's code that are ours,
 * and whatever the exception's own methods do.
 */
final class StackTraces {
  private static final int LONGEST_LINE = 1000;
  private static final int TOP = 150;
  private static final int BOTTOM = 50;
  private static final String OURS = "dev.weir.runtime.";
  private static final List<String> BELOW_A_STEP =
      List.of(
          OURS,
          "dev.weir.flow.",
          "dev.weir.artifact.",
          "java.lang.",
          "java.util.",
          "jdk.internal.");

  private final StringBuilder text = new StringBuilder();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  String render(Throwable thrown) {
    add(thrown, "", "", new StackTraceElement[0]);
    return text.toString().stripTrailing();
  }

  String render(StackTraceElement[] stack) {
    frames(trimmed(stack), "", 0);
    return text.toString().stripTrailing();
  }

  /** What the exception says of itself, in one line; what failed in a static initialiser for it. */
  static String headline(Throwable thrown) {
    if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
      return "in a static initialiser: " + headline(thrown.getCause());
    }
    var line = firstLine(said(thrown));
    return line.isEmpty() ? thrown.getClass().getName() : line;
  }

  static String firstLine(String text) {
    var lines = text.strip().lines().map(String::strip).toList();
    if (lines.isEmpty()) {
      return "";
    }
    var first = lines.getFirst();
    return first.length() > LONGEST_LINE || lines.size() > 1
        ? first.substring(0, Math.min(first.length(), LONGEST_LINE)) + " …"
        : first;
  }

  private static String said(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString());
    } catch (RuntimeException | StackOverflowError e) {
      return thrown.getClass().getName()
          + " (whose toString throws "
          + e.getClass().getName()
          + ")";
    }
  }

  private void add(Throwable thrown, String indent, String caption, StackTraceElement[] around) {
    text.append(indent).append(caption).append(said(thrown)).append('\n');
    if (!seen.add(thrown)) {
      return;
    }
    var stack = trimmed(thrown.getStackTrace());
    frames(stack, indent, common(stack, around));
    for (var suppressed : thrown.getSuppressed()) {
      add(suppressed, indent + "\t", "Suppressed: ", stack);
    }
    var cause = cause(thrown);
    if (cause != null) {
      add(cause, indent, "Caused by: ", stack);
    }
  }

  private void frames(StackTraceElement[] stack, String indent, int common) {
    var shown = stack.length - common;
    for (int i = 0; i < shown; i++) {
      if (shown > TOP + BOTTOM && i == TOP) {
        i = shown - BOTTOM;
        text.append(indent).append("\t… ").append(i - TOP).append(" frames left out\n");
      }
      text.append(indent).append("\tat ").append(stack[i]).append('\n');
    }
    if (common > 0) {
      text.append(indent).append("\t... ").append(common).append(" more\n");
    }
  }

  static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static int common(StackTraceElement[] stack, StackTraceElement[] around) {
    int common = 0;
    while (common < stack.length
        && common < around.length
        && stack[stack.length - 1 - common].equals(around[around.length - 1 - common])) {
      common++;
    }
    return common;
  }

  /** Cuts what called the step, in the thread that did. */
  private static StackTraceElement[] trimmed(StackTraceElement[] stack) {
    int end = stack.length;
    var ours = false;
    while (end > 0 && isBelowAStep(stack[end - 1])) {
      end--;
      ours |= stack[end].getClassName().startsWith(OURS);
    }
    return ours ? Arrays.copyOf(stack, end) : stack;
  }

  private static boolean isBelowAStep(StackTraceElement frame) {
    return BELOW_A_STEP.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
