package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a place must do to hold blobs: keep chunks, each of at most 1 MiB and named by the SHA-256
 * of its bytes. Safe for use by many threads and processes. A chunk that is not there is a {@link
 * dev.weir.protocol.ServiceException} of type {@code BLOB_NOT_FOUND}, one that is damaged a {@link
 * CorruptBlobException}; nobody gets a byte of a chunk that was not checked.
 */
public interface ChunkStore {
  /**
   * Those that are not stored, in the order given. What is stored is kept for longer than a task
   * may take from now on, so the one who asked may count on it.
   */
  Set<Digest> missing(Collection<Digest> chunks) throws IOException;

  /** Whether a chunk is stored whose size is not known; otherwise as {@link #missing}. */
  boolean hasNode(String sha256) throws IOException;

  /** For chunks to be stored together. */
  ChunkWriter writer() throws IOException;

  /**
   * Stores one chunk at once.
   *
   * @param bytes the chunk, whole
   */
  default void put(Digest chunk, byte[] bytes) throws IOException {
    try (var writer = writer()) {
      writer.put(chunk, bytes, 0);
      writer.commit();
    }
  }

  /** Writes the chunks one after the other into the target, from that offset on. */
  void read(List<Digest> chunks, byte[] target, int offset) throws IOException;

  /** A chunk whose size is not known: a node of a {@link Manifest}. */
  byte[] node(String sha256) throws IOException;

  /**
   * A large blob as releases before this one kept it: whole, named by the SHA-256 of all of it.
   * Nothing of it has been checked.
   */
  default Optional<InputStream> whole(Digest blob) throws IOException {
    return Optional.empty();
  }

  /** How many calls of {@link #read} at once make one reader fastest. */
  int width();
}
