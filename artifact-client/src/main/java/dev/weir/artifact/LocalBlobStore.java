package dev.weir.artifact;

import dev.weir.artifact.chunks.LocalChunks;
import java.nio.file.Path;

/** Blobs in a directory that processes of one machine share. */
public final class LocalBlobStore extends ChunkedBlobStore {

  /**
   * @param root the directory that holds {@code blobs/}; made when it is first written to
   */
  public LocalBlobStore(Path root) {
    super(new LocalChunks(root));
  }
}
