package dev.weir.history;

import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.MetadataClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Project;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where a mesh keeps what it knows of its runs, and their blobs. */
public record MeshRecord(URI metadata, URI artifactStore) {
  static final String METADATA_URL = "WEIR_METADATA_URL";
  static final String ARTIFACT_STORE_URL = "WEIR_ARTIFACT_STORE_URL";

  /** That of the mesh that the environment names, or else of the state directory's, if it is up. */
  public static Optional<MeshRecord> find(StateDirectory state) {
    return find(state, System.getenv());
  }

  static Optional<MeshRecord> find(StateDirectory state, Map<String, String> environment) {
    var urls = new MeshUrls(state, environment);
    return urls.find(METADATA_URL, "metadata-svc")
        .flatMap(
            metadata ->
                urls.find(ARTIFACT_STORE_URL, "artifact-store")
                    .map(store -> new MeshRecord(metadata, store)));
  }

  public MetadataClient metadataClient() {
    return new MetadataClient(new ServiceHttp(metadata, Me.principal()));
  }

  public RemoteBlobStore store(Project project) {
    return new RemoteBlobStore(new ServiceHttp(artifactStore, Me.principal()), project);
  }
}
