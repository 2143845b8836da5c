package dev.weir.history;

import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.MetadataClient;
import dev.weir.client.SchedulerClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Project;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the services of one mesh are, for those who use them. */
public record MeshAddress(URI scheduler, URI metadata, URI artifactStore) {
  private static final String SCHEDULER_URL = "WEIR_SCHEDULER_URL";
  private static final String METADATA_URL = "WEIR_METADATA_URL";
  private static final String ARTIFACT_STORE_URL = "WEIR_ARTIFACT_STORE_URL";

  /** The mesh that the environment names, or else the one of the state directory, if it is up. */
  public static Optional<MeshAddress> find(StateDirectory state) {
    return find(state, System.getenv());
  }

  static Optional<MeshAddress> find(StateDirectory state, Map<String, String> environment) {
    var local =
        MeshDescription.read(MeshDescription.file(state.mesh()))
            .filter(mesh -> mesh.phase() == MeshDescription.Phase.READY);
    var scheduler = url(SCHEDULER_URL, environment, local, "scheduler-svc");
    var metadata = url(METADATA_URL, environment, local, "metadata-svc");
    var store = url(ARTIFACT_STORE_URL, environment, local, "artifact-store");
    if (scheduler.isEmpty() || metadata.isEmpty() || store.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MeshAddress(scheduler.get(), metadata.get(), store.get()));
  }

  /** The same, for commands that can't do without. */
  public static MeshAddress require(StateDirectory state) {
    return find(state)
        .orElseThrow(
            () ->
                new RecordException(
                    RecordException.Kind.UNAVAILABLE,
                    "no mesh is up in "
                        + state.root()
                        + ". Start it with './weir up --detach', or set "
                        + SCHEDULER_URL
                        + ", "
                        + METADATA_URL
                        + " and "
                        + ARTIFACT_STORE_URL));
  }

  public SchedulerClient schedulerClient() {
    return new SchedulerClient(http(scheduler));
  }

  public MetadataClient metadataClient() {
    return new MetadataClient(http(metadata));
  }

  public RemoteBlobStore store(Project project) {
    return new RemoteBlobStore(http(artifactStore), project);
  }

  private static ServiceHttp http(URI base) {
    return new ServiceHttp(base, Me.principal());
  }

  private static Optional<URI> url(
      String variable,
      Map<String, String> environment,
      Optional<MeshDescription> local,
      String service) {
    var named = environment.get(variable);
    if (named == null || named.isBlank()) {
      return local.flatMap(mesh -> mesh.part(service)).map(MeshPart::url);
    }
    try {
      return Optional.of(URI.create(named.strip()));
    } catch (IllegalArgumentException e) {
      throw new RecordException(variable + " is not a URL: " + named);
    }
  }
}
