package dev.weir.artifact;

import dev.weir.artifact.chunks.CachedChunks;
import dev.weir.artifact.chunks.ChunkCache;
import dev.weir.artifact.chunks.RemoteChunks;
import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Project;
import java.nio.file.Path;

/** A project's blobs in artifact-store. */
public final class RemoteBlobStore extends ChunkedBlobStore {
  public RemoteBlobStore(ServiceHttp http, Project project) {
    super(chunks(http, project));
  }

  /**
   * Keeps what it reads on this machine's disk.
   *
   * @param cache a directory that processes share
   * @param limit how large it gets, in bytes
   */
  public RemoteBlobStore(ServiceHttp http, Project project, Path cache, long limit) {
    super(
        new CachedChunks(chunks(http, project), new ChunkCache(cache, project.toString(), limit)));
  }

  private static RemoteChunks chunks(ServiceHttp http, Project project) {
    return new RemoteChunks(http, project, new Retry());
  }
}
