package dev.weir.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Opens its source again where it broke off, a few times in all. */
final class ResumingInputStream extends InputStream {
  private static final int MOST_BREAKS = 5;

  private final Supplier<InputStream> source;
  private InputStream in;
  private long count;

  /** How much of what a new source begins with has been read from the one before. */
  private long behind;

  private int breaks;

  ResumingInputStream(Supplier<InputStream> source) {
    this.source = source;
    this.in = source.get();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        in.skipNBytes(behind);
        behind = 0;
        var read = in.read(buffer, offset, length);
        count += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        if (++breaks > MOST_BREAKS) {
          throw e;
        }
        in.close();
        in = source.get();
        behind = count;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
