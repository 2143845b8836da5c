package dev.weir.artifact;

import dev.weir.artifact.chunks.MemoryChunks;

/** Blobs on the heap. */
public final class MemoryBlobStore extends ChunkedBlobStore {
  public MemoryBlobStore() {
    super(new MemoryChunks());
  }
}
