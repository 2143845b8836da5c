package dev.weir.cli.store;

import dev.weir.client.ServiceHttp;
import dev.weir.history.Me;
import dev.weir.history.MeshRecord;
import dev.weir.protocol.Project;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollection.State;
import dev.weir.protocol.StoreCollectionRequest;
import java.time.Duration;

/** A garbage collection of a project's chunks on a mesh, which its artifact-store runs. */
public final class MeshGc {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ServiceHttp http;
  private final String path;

  public MeshGc(MeshRecord mesh, Project project) {
    this.http = new ServiceHttp(mesh.artifactStore(), Me.principal());
    this.path = "/v1/projects/" + ServiceHttp.encode(project) + "/gc";
  }

  /** Waits for its end; it goes on when nobody waits any more. */
  public StoreCollection run(boolean delete) throws InterruptedException {
    var now = http.post(path, new StoreCollectionRequest(delete), StoreCollection.class);
    while (now.state() == State.RUNNING) {
      Thread.sleep(PAUSE);
      now = http.get(path, StoreCollection.class);
    }
    return now;
  }
}
