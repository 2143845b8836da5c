package dev.weir.artifact;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;

/**
 * Immutable bytes by the digest of their content: {@link BlobDigest} says what that is. Every
 * method may be repeated, and called by many threads and processes at once. A blob that is not
 * there is a {@link dev.weir.protocol.ServiceException} of type {@code BLOB_NOT_FOUND}; bytes
 * offered under a digest that is not theirs, one of type {@code DIGEST_MISMATCH}. What a store has
 * said to contain, it keeps for longer than a task may take.
 */
public interface BlobStore extends BlobSink {
  /** What {@link #read} takes into memory at most: 2 GiB less what a Java array can't hold. */
  long MAX_READ = Integer.MAX_VALUE - 16;

  boolean contains(Digest digest);

  /** Those of the digests that are not stored, in the order given. */
  Set<Digest> missing(Collection<Digest> digests);

  /** For many blobs to be stored together, which takes few requests. */
  Batch batch() throws IOException;

  /** The blob's bytes. Wrong ones end in an exception before any of their chunk is handed out. */
  InputStream open(Digest digest) throws IOException;

  /**
   * A part of the blob; as {@link #open(Digest)}.
   *
   * @param from the first byte
   * @param end the byte after the last, within the blob
   */
  InputStream open(Digest digest, long from, long end) throws IOException;

  /** The whole blob in memory. */
  byte[] read(Digest digest) throws IOException;

  /** Reads many small blobs with few requests, in no order, each once. */
  void read(Collection<Digest> digests, Reader reader) throws IOException;

  /** Takes blobs that are whole in memory. */
  @FunctionalInterface
  interface Reader {
    void take(Digest digest, byte[] bytes) throws IOException;
  }

  /** A record of {@code protocol}, stored as JSON. */
  default <T> T record(Digest digest, Class<T> type) throws IOException {
    return Json.read(read(digest), type);
  }

  /** Takes blobs that are stored when it is flushed. For one thread. */
  interface Batch extends BlobSink, AutoCloseable {
    /** When it returns, everything put so far is stored. */
    void flush() throws IOException;

    /** Forgets what was not flushed. */
    @Override
    void close() throws IOException;
  }
}
