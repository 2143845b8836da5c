package dev.weir.gc;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;

/** Says yes to every change and makes none: what a pass over it reports would happen. */
final class UnchangedFiles implements ChunkFiles {
  private final ChunkFiles files;

  UnchangedFiles(ChunkFiles files) {
    this.files = files;
  }

  @Override
  public void inUse(Visitor visitor) throws IOException {
    files.inUse(visitor);
  }

  @Override
  public void condemned(Visitor visitor) throws IOException {
    files.condemned(visitor);
  }

  @Override
  public boolean condemn(ChunkFile file, Instant at) {
    return true;
  }

  @Override
  public void restore(ChunkFile file) {
    // It stays where it is.
  }

  @Override
  public boolean delete(ChunkFile file) {
    return true;
  }

  @Override
  public long rewrite(ChunkFile file, Collection<StoredChunk> chunks) {
    return chunks.stream().mapToLong(StoredChunk::stored).sum();
  }
}
