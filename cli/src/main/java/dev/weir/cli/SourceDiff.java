package dev.weir.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two sets of sources, as {@code patch} and {@code git apply} take it. */
final class SourceDiff {
  private static final int CONTEXT = 3;
  private static final String NOWHERE = "/dev/null";
  private static final String NO_NEWLINE = "\n\\ No newline at end of file";

  private SourceDiff() {}

  /**
   * The lines of it; none where both are the same, byte for byte.
   *
   * @param before by path
   */
  static List<String> lines(Map<String, byte[]> before, Map<String, byte[]> after) {
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    var lines = new ArrayList<String>();
    for (var path : paths) {
      lines.addAll(lines(path, before.get(path), after.get(path)));
    }
    return lines;
  }

  private static List<String> lines(
      String path, byte @Nullable [] before, byte @Nullable [] after) {
    if (Arrays.equals(before, after)) {
      return List.of();
    }
    var old = textLines(before);
    var patch = DiffUtils.diff(old, textLines(after));
    if (patch.getDeltas().isEmpty()) {
      return List.of("Binary files a/" + path + " and b/" + path + " differ");
    }
    var diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            before == null ? NOWHERE : "a/" + path,
            after == null ? NOWHERE : "b/" + path,
            old,
            patch,
            CONTEXT);
    return diff.stream().map(SourceDiff::emptyFromZero).toList();
  }

  /** Of no lines, the library says that they begin in line 1; patch and git want line 0. */
  private static String emptyFromZero(String line) {
    return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
  }

  /** A line keeps its carriage return; the last keeps that it does not end. */
  private static List<String> textLines(byte @Nullable [] content) {
    if (content == null || content.length == 0) {
      return List.of();
    }
    var text = new String(content, StandardCharsets.UTF_8);
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    var last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + NO_NEWLINE);
    }
    return lines;
  }
}
