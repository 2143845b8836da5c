package dev.weir.gc;

import java.util.Arrays;

/**
 * A set of SHA-256s that takes about 50 bytes for each, where a {@code HashSet} of texts takes four
 * times as much: a store may have millions of chunks.
 */
public final class DigestSet {
  private static final int WORDS = 4;
  private static final int HEX_OF_WORD = 16;

  /** Of four words an entry; all zeros is a free place. */
  private long[] table = new long[64 * WORDS];

  private int size;
  private boolean zeros;

  /** Whether it was not there yet. */
  public boolean add(String sha256) {
    var key = words(sha256);
    if (isZeros(key)) {
      var added = !zeros;
      zeros = true;
      return added;
    }
    var at = find(table, key);
    if (!isFree(table, at)) {
      return false;
    }
    System.arraycopy(key, 0, table, at, WORDS);
    size++;
    // Fuller, and the way to a free place gets long.
    if (size * WORDS * 3L > table.length * 2L) {
      grow();
    }
    return true;
  }

  public boolean contains(String sha256) {
    var key = words(sha256);
    return isZeros(key) ? zeros : !isFree(table, find(table, key));
  }

  /**
   * A number for each that is there, below {@link #places}, until the next is added; -1 where it is
   * not there.
   */
  int place(String sha256) {
    var key = words(sha256);
    if (isZeros(key)) {
      return zeros ? places() - 1 : -1;
    }
    var at = find(table, key);
    return isFree(table, at) ? -1 : at / WORDS;
  }

  /** The last is that of the one of zeros. */
  int places() {
    return table.length / WORDS + 1;
  }

  public int size() {
    return size + (zeros ? 1 : 0);
  }

  private void grow() {
    var larger = new long[Math.multiplyExact(table.length, 2)];
    for (var from = 0; from < table.length; from += WORDS) {
      if (!isFree(table, from)) {
        var key = Arrays.copyOfRange(table, from, from + WORDS);
        System.arraycopy(key, 0, larger, find(larger, key), WORDS);
      }
    }
    table = larger;
  }

  /** Where the key is, or else where it would go. */
  private static int find(long[] table, long[] key) {
    var entries = table.length / WORDS; // a power of two
    var entry = (int) key[0] & (entries - 1);
    while (true) {
      var at = entry * WORDS;
      if (isFree(table, at) || Arrays.equals(table, at, at + WORDS, key, 0, WORDS)) {
        return at;
      }
      entry = (entry + 1) & (entries - 1);
    }
  }

  private static boolean isFree(long[] table, int at) {
    return (table[at] | table[at + 1] | table[at + 2] | table[at + 3]) == 0;
  }

  private static boolean isZeros(long[] key) {
    return isFree(key, 0);
  }

  private static long[] words(String sha256) {
    var words = new long[WORDS];
    for (var i = 0; i < WORDS; i++) {
      words[i] =
          Long.parseUnsignedLong(sha256, i * HEX_OF_WORD, (i + 1) * HEX_OF_WORD, HEX_OF_WORD);
    }
    return words;
  }
}
