package dev.weir.libraries;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The digest of a file of any size. */
final class FileDigest {
  private FileDigest() {}

  static Digest of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Digest.of(in);
    }
  }
}
