package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.RemoteBlobStore;
import dev.weir.artifact.UploadingProcess;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** kill -9 of a process that stores blobs by the service, at any point. */
@StoreTest
class KilledUploadTest {
  @TestHTTPResource("/")
  URI service;

  @Test
  void allThatAKilledProcessWasToldIsStoredIsThere() throws Exception {
    // Given
    var random = new Random();
    var stored = new ArrayList<Digest>();
    for (var kill = 0; kill < 5; kill++) {
      // When
      stored.addAll(UploadingProcess.killed(random, service.toString(), "killed"));
    }
    // Then
    var store =
        new RemoteBlobStore(new ServiceHttp(service, new Principal("ada")), new Project("killed"));
    assertThat(stored).isNotEmpty();
    for (var digest : stored) {
      assertThat((long) store.read(digest).length).isEqualTo(digest.size());
    }
  }
}
