package dev.weir.libraries;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/** The digest of a file of any size. */
final class FileDigest {
  private FileDigest() {}

  static Digest of(Path file) throws IOException {
    var sha256 = Digest.newSha256();
    try (var through = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      long size = Files.copy(file, through);
      return new Digest(HexFormat.of().formatHex(sha256.digest()), size);
    }
  }
}
