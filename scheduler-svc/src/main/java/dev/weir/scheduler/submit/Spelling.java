package dev.weir.scheduler.submit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant to write. */
final class Spelling {

  private Spelling() {}

  /** The name nearest to the one written, if it is near. */
  static Optional<String> closest(String written, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String name) -> edits(written, name)).thenComparing(n -> n))
        .filter(name -> edits(written, name) <= Math.max(2, name.length() / 3));
  }

  /** Insertions, deletions and replacements from one to the other, case apart. */
  private static int edits(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
