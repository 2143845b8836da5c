package dev.weir.artifact;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Counts and hashes what passes through. The check is made when the last byte that the digest
 * allows comes in, and before it goes out: also a reader that knows the size and never asks for the
 * end of the stream gets no whole blob that is wrong.
 */
final class VerifyingInputStream extends FilterInputStream {
  private final Digest expected;
  private final String from;
  private final MessageDigest sha256 = Digest.newSha256();
  private long count;
  private boolean checked;

  /**
   * @param from where the bytes come from, for the one who reads the error
   */
  VerifyingInputStream(InputStream in, Digest expected, String from) {
    super(in);
    this.expected = expected;
    this.from = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (checked) {
      return -1;
    }
    var read = in.read(buffer, offset, (int) Math.min(length, expected.size() - count + 1));
    if (read < 0) {
      check();
      return -1;
    }
    sha256.update(buffer, offset, read);
    count += read;
    if (count >= expected.size()) {
      check();
    }
    return read;
  }

  private void check() throws IOException {
    if (count > expected.size() || (count == expected.size() && in.read() >= 0)) {
      throw fault("it is longer than that");
    }
    if (count < expected.size()) {
      throw fault("it ends after " + count + " bytes");
    }
    var actual = HexFormat.of().formatHex(sha256.digest());
    if (!actual.equals(expected.sha256())) {
      throw fault("its SHA-256 is " + actual);
    }
    checked = true;
  }

  private CorruptBlobException fault(String what) {
    return new CorruptBlobException(expected, from, what);
  }

  @Override
  public long skip(long n) throws IOException {
    var buffer = new byte[(int) Math.min(Math.max(n, 0), 8192)];
    long skipped = 0;
    while (skipped < n) {
      var read = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
