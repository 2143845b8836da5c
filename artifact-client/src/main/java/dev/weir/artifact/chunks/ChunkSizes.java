package dev.weir.artifact.chunks;

/**
 * How large chunks get, in bytes. A blob of at most {@code max} bytes is one chunk.
 *
 * @param min none but a blob's last is smaller
 * @param normal a power of two; most are near it
 * @param max none is larger
 */
public record ChunkSizes(int min, int normal, int max) {
  /**
   * Part of the format: other sizes give other digests. Small enough that a changed place costs
   * little, large enough that a gigabyte has some thousand chunks.
   */
  public static final ChunkSizes STANDARD = new ChunkSizes(1 << 15, 1 << 17, 1 << 20);

  public ChunkSizes {
    if (min < 64 || normal <= min || max <= normal || Integer.bitCount(normal) != 1) {
      throw new IllegalArgumentException(
          "no sizes for chunks: %d, %d, %d".formatted(min, normal, max));
    }
  }
}
