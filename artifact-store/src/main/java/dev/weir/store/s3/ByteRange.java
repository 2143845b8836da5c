package dev.weir.store.s3;

/**
 * Bytes of an object or a blob.
 *
 * @param first counted from 0
 * @param length at least 1
 */
public record ByteRange(long first, long length) {
  public ByteRange {
    if (first < 0 || length < 1) {
      throw new IllegalArgumentException("no range: " + length + " bytes from " + first);
    }
  }

  public long last() {
    return first + length - 1;
  }

  /** As HTTP asks for it. */
  public String header() {
    return "bytes=" + first + "-" + last();
  }
}
