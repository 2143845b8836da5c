package dev.weir.cli.store;

import java.util.Locale;

/** Bytes, for people. */
public final class Sizes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Sizes() {}

  /** {@code 999 B}, {@code 1.2 kB}, {@code 34 MB}: in steps of a thousand, as disks are sold. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes;
    var unit = -1;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, size < 9.95 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
