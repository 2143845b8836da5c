package dev.weir.gc;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a store's chunks lie in, each of which goes as a whole: a pack, or a file of one
 * chunk. Others write to the store meanwhile. Every change happens all or not at all, whenever this
 * process dies, and may be made again.
 */
public interface ChunkFiles {

  /**
   * A chunk in a file.
   *
   * @param stored how many bytes it takes there
   */
  record StoredChunk(String sha256, long stored) {}

  /**
   * One file as it was seen.
   *
   * @param touched when somebody last stored one of its chunks, or learned that it need not; by
   *     that one's clock
   * @param condemned when it was found to be of no use; absent while it is in use
   */
  record ChunkFile(
      String name,
      List<StoredChunk> chunks,
      long bytes,
      Instant touched,
      @Nullable Instant condemned) {
    public ChunkFile {
      chunks = List.copyOf(chunks);
    }
  }

  /** Is shown files one by one. */
  @FunctionalInterface
  interface Visitor {
    void see(ChunkFile file) throws IOException;
  }

  /** Shows the files in use; which come or go meanwhile may be left out. */
  void inUse(Visitor visitor) throws IOException;

  /** Shows those that were condemned and are still there. */
  void condemned(Visitor visitor) throws IOException;

  /**
   * Takes a file out of use. Whoever looks for one of its chunks from now on takes it back; where
   * one is looked for to be read or relied upon.
   *
   * @return false where it was touched since it was seen, or is gone
   */
  boolean condemn(ChunkFile file, Instant at) throws IOException;

  /** Takes a condemned file back into use. */
  void restore(ChunkFile file) throws IOException;

  /**
   * Removes a condemned file for good.
   *
   * @return false where somebody has taken it back
   */
  boolean delete(ChunkFile file) throws IOException;

  /**
   * Stores some chunks of a file again, elsewhere, so that the rest of it is of no use.
   *
   * @return how many bytes they take there
   */
  long rewrite(ChunkFile file, Collection<StoredChunk> chunks) throws IOException;
}
