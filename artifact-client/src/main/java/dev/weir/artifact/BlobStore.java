package dev.weir.artifact;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Immutable bytes by the SHA-256 of their content. Every method may be repeated, and called by many
 * threads and processes at once. A blob that is not there is a {@link
 * dev.weir.protocol.ServiceException} of type {@code BLOB_NOT_FOUND}; bytes offered under a digest
 * that is not theirs, one of type {@code DIGEST_MISMATCH}.
 */
public interface BlobStore {
  /** What {@link #read} takes into memory at most: 2 GiB less what a Java array can't hold. */
  long MAX_READ = Integer.MAX_VALUE - 16;

  boolean contains(Digest digest);

  /** Those of the digests that are not stored, in the order given. */
  default Set<Digest> missing(Collection<Digest> digests) {
    var missing = new LinkedHashSet<Digest>();
    for (var digest : digests) {
      if (!contains(digest)) {
        missing.add(digest);
      }
    }
    return missing;
  }

  /**
   * Stores the bytes unless they are there already; refuses bytes that do not match, and then
   * stores nothing. When it returns, the blob survives a crash as far as the store promises any.
   * Does not close the stream.
   */
  void put(Digest digest, InputStream bytes) throws IOException;

  /**
   * The blob's bytes, checked while they are read: wrong bytes end in a {@link
   * CorruptBlobException} before the last of them is handed out, so nobody sees a whole blob that
   * is not the one asked for.
   */
  InputStream open(Digest digest) throws IOException;

  /** Bytes that can be read again from their beginning, as often as a store needs. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /** Stores all that the source gives, under its own digest. */
  default Digest put(Source source) throws IOException {
    Digest digest;
    try (var bytes = source.open()) {
      digest = Digest.of(bytes);
    }
    try (var bytes = source.open()) {
      put(digest, bytes);
    }
    return digest;
  }

  /** Stores bytes that are in memory, under their own digest. */
  default Digest put(byte[] bytes) throws IOException {
    var digest = Digest.of(bytes);
    put(digest, new ByteArrayInputStream(bytes));
    return digest;
  }

  /** The whole blob in memory. */
  default byte[] read(Digest digest) throws IOException {
    if (digest.size() > MAX_READ) {
      throw new IOException("blob " + digest + " is too large to be read into memory");
    }
    try (var bytes = open(digest)) {
      return bytes.readAllBytes();
    }
  }

  /** A record of {@code protocol}, stored as JSON. */
  default <T> T record(Digest digest, Class<T> type) throws IOException {
    return Json.read(read(digest), type);
  }
}
