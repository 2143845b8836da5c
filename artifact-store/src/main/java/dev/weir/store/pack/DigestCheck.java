package dev.weir.store.pack;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Ends as its source does, or with a refusal when what came is not what the digest says. */
final class DigestCheck extends FilterInputStream {
  private final Digest expected;
  private final MessageDigest sha256;
  private long count;

  DigestCheck(InputStream bytes, Digest expected) {
    this(bytes, expected, Digest.newSha256());
  }

  private DigestCheck(InputStream bytes, Digest expected, MessageDigest sha256) {
    super(new DigestInputStream(bytes, sha256));
    this.expected = expected;
    this.sha256 = sha256;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    if (read < 0) {
      check();
      return read;
    }
    count += read;
    if (count > expected.size()) {
      throw mismatch("more bytes came than the digest says");
    }
    return read;
  }

  private void check() {
    if (count != expected.size()) {
      throw mismatch(count + " bytes came");
    }
    var actual = HexFormat.of().formatHex(sha256.digest());
    if (!actual.equals(expected.sha256())) {
      throw mismatch("the bytes that came have SHA-256 " + actual);
    }
  }

  private ServiceException mismatch(String fault) {
    return new ServiceException(
        ProblemType.DIGEST_MISMATCH, fault + "; they were to be " + expected);
  }
}
