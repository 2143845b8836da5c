package dev.weir.artifact;

import dev.weir.artifact.chunks.RemoteChunks;
import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Project;

/** A project's blobs in artifact-store. */
public final class RemoteBlobStore extends ChunkedBlobStore {
  public RemoteBlobStore(ServiceHttp http, Project project) {
    super(new RemoteChunks(http, project, new Retry()));
  }
}
