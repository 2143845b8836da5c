package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.FakeArtifactStore;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.StoreLocation;
import flows.TalkativeFlow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteStoreTest {
  @TempDir Path directory;
  private FakeArtifactStore service;
  private BlobStore store;
  private TaskLauncher launcher;

  @BeforeEach
  void serve() throws IOException {
    service = new FakeArtifactStore();
    var uri = service.address();
    store = new RemoteBlobStore(new ServiceHttp(uri, new Principal("ada")), new Project("tests"));
    launcher =
        new TaskLauncher(
            LauncherSettings.of(Path.of("../task-runtime/target/dist/lib"), directory, 1)
                .withHeap(48 << 20),
            task -> new StoreLocation.Remote(uri, task.project(), new Principal(task.owner())));
  }

  @AfterEach
  void stop() {
    launcher.close();
    service.close();
  }

  @Test
  void theProcessStaysWarmAlthoughItKeepsConnections() throws Exception {
    // Given
    var tasks = Tasks.of(Packages.put(TalkativeFlow.class, Graph.startAndEnd(), store));
    // When
    var start = launcher.run(tasks.start(), line -> {});
    var end = launcher.run(tasks.after("end", Launched.success(start).outputs()), line -> {});
    // Then
    assertThat(store.contains(Launched.success(end).outputs())).isTrue();
    assertThat(end.pid()).isEqualTo(start.pid());
    assertThat(service.users()).containsExactly("ada");
  }
}
