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
public record MeshAddress(URI scheduler, MeshRecord record) {
  private static final String SCHEDULER_URL = "WEIR_SCHEDULER_URL";

  /** The mesh that the environment names, or else the one of the state directory, if it is up. */
  public static Optional<MeshAddress> find(StateDirectory state) {
    return find(state, System.getenv());
  }

  static Optional<MeshAddress> find(StateDirectory state, Map<String, String> environment) {
    return new MeshUrls(state, environment)
        .find(SCHEDULER_URL, "scheduler-svc")
        .flatMap(
            scheduler ->
                MeshRecord.find(state, environment)
                    .map(record -> new MeshAddress(scheduler, record)));
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
                        + MeshRecord.METADATA_URL
                        + " and "
                        + MeshRecord.ARTIFACT_STORE_URL));
  }

  public SchedulerClient schedulerClient() {
    return new SchedulerClient(new ServiceHttp(scheduler, Me.principal()));
  }

  public MetadataClient metadataClient() {
    return record.metadataClient();
  }

  public RemoteBlobStore store(Project project) {
    return record.store(project);
  }
}
