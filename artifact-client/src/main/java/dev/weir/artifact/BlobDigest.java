package dev.weir.artifact;

import dev.weir.artifact.chunks.BlobCutter;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ManifestBuilder;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What names a blob: up to 1 MiB the SHA-256 of its bytes, beyond that the SHA-256 of its manifest,
 * which names its chunks; and its size. docs/storage.md has it exactly.
 */
public final class BlobDigest {
  private BlobDigest() {}

  public static Digest of(byte[] bytes) {
    try {
      return of(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can't be read", e);
    }
  }

  public static Digest of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Reads the stream to its end, and does not close it. */
  public static Digest of(InputStream bytes) throws IOException {
    return of(bytes, ChunkSizes.STANDARD);
  }

  static Digest of(InputStream bytes, ChunkSizes sizes) throws IOException {
    var head = bytes.readNBytes(sizes.max() + 1);
    if (head.length <= sizes.max()) {
      return Digest.of(head);
    }
    var manifest = new ManifestBuilder((chunk, node) -> {});
    new BlobCutter(sizes, (chunks, block) -> {}).cut(head, bytes, manifest);
    var top = manifest.finish();
    return new Digest(Digest.of(top.bytes()).sha256(), top.size());
  }
}
