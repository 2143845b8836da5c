package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;

/** Takes chunks that are to be stored together. Safe for use by many threads. */
public interface ChunkWriter extends AutoCloseable {
  /**
   * Takes a chunk, whose bytes have that digest, and keeps no hold of the array. It may be stored
   * at once, or when {@link #commit} is called.
   *
   * @param bytes holds the chunk from {@code offset} on
   */
  void put(Digest chunk, byte[] bytes, int offset) throws IOException;

  /** When it returns, everything put so far is stored. More may follow. */
  void commit() throws IOException;

  /** Forgets what was not committed. */
  @Override
  void close() throws IOException;
}
