package dev.weir.gc;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;

/** Lets something happen before and after each step of a collector; that may throw. */
final class SteppedFiles implements ChunkFiles {
  private final ChunkFiles files;
  private final Meanwhile meanwhile;

  /** What happens. */
  interface Meanwhile {
    void happens() throws IOException;
  }

  SteppedFiles(ChunkFiles files, Meanwhile meanwhile) {
    this.files = files;
    this.meanwhile = meanwhile;
  }

  @Override
  public void inUse(Visitor visitor) throws IOException {
    files.inUse(
        file -> {
          meanwhile.happens();
          visitor.see(file);
        });
    meanwhile.happens();
  }

  @Override
  public void condemned(Visitor visitor) throws IOException {
    files.condemned(
        file -> {
          meanwhile.happens();
          visitor.see(file);
        });
    meanwhile.happens();
  }

  @Override
  public boolean condemn(ChunkFile file, Instant at) throws IOException {
    meanwhile.happens();
    var condemned = files.condemn(file, at);
    meanwhile.happens();
    return condemned;
  }

  @Override
  public void restore(ChunkFile file) throws IOException {
    meanwhile.happens();
    files.restore(file);
    meanwhile.happens();
  }

  @Override
  public boolean delete(ChunkFile file) throws IOException {
    meanwhile.happens();
    var deleted = files.delete(file);
    meanwhile.happens();
    return deleted;
  }

  @Override
  public long rewrite(ChunkFile file, Collection<StoredChunk> chunks) throws IOException {
    meanwhile.happens();
    var bytes = files.rewrite(file, chunks);
    meanwhile.happens();
    return bytes;
  }
}
