package dev.weir.scheduler.submit;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.scheduler.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** The blobs in artifact-store. */
@ApplicationScoped
class RemoteBlobs implements Blobs {
  private static final Principal NOBODY_YET = new Principal("weir-scheduler");

  private final ServiceHttp store;

  RemoteBlobs(SchedulerConfig config) {
    this.store = new ServiceHttp(config.artifactStoreUrl(), NOBODY_YET);
  }

  @Override
  public BlobStore of(Project project, Principal principal) {
    return new RemoteBlobStore(store.as(principal), project);
  }
}
