package dev.weir.artifact.chunks;

/**
 * Cuts content where the content itself says so: FastCDC with normalized chunking of level 2 (Xia
 * and others, USENIX ATC 2016). Bytes inserted or removed change the chunks around them only.
 *
 * @see <a href="https://www.usenix.org/conference/atc16/technical-sessions/presentation/xia">The
 *     paper</a>
 */
public final class Chunker {
  private static final int NORMALIZATION = 2;
  private static final long[] GEAR = gear();

  private final ChunkSizes sizes;

  /** A cut before the normal size needs that many of the hash's first bits to be zero. */
  private final long hard;

  /** From the normal size on, so many do. */
  private final long easy;

  public Chunker(ChunkSizes sizes) {
    this.sizes = sizes;
    var bits = Integer.numberOfTrailingZeros(sizes.normal());
    this.hard = firstBits(bits + NORMALIZATION);
    this.easy = firstBits(bits - NORMALIZATION);
  }

  /**
   * Where the chunk that begins at {@code from} ends.
   *
   * @param to where the bytes end: those of the blob, or so many that the largest chunk fits
   */
  public int cut(byte[] bytes, int from, int to) {
    var length = to - from;
    if (length <= sizes.min()) {
      return to;
    }
    var end = from + Math.min(length, sizes.max());
    var normal = from + Math.min(length, sizes.normal());
    var hash = 0L;
    var at = from + sizes.min();
    for (; at < normal; at++) {
      hash = (hash << 1) + GEAR[bytes[at] & 0xff];
      if ((hash & hard) == 0) {
        return at + 1;
      }
    }
    for (; at < end; at++) {
      hash = (hash << 1) + GEAR[bytes[at] & 0xff];
      if ((hash & easy) == 0) {
        return at + 1;
      }
    }
    return end;
  }

  private static long firstBits(int count) {
    return -1L << (Long.SIZE - count);
  }

  /** The first 256 numbers of SplitMix64 from seed 0: easy to make in any language. */
  private static long[] gear() {
    var gear = new long[256];
    var state = 0L;
    for (var i = 0; i < gear.length; i++) {
      state += 0x9E3779B97F4A7C15L;
      var z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      gear[i] = z ^ (z >>> 31);
    }
    return gear;
  }
}
