package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.LocalBlobStore;
import dev.weir.artifact.UploadingProcess;
import dev.weir.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process that writes to a directory of chunks, at any point. */
class KilledWriterTest {
  @TempDir private Path root;

  @Test
  void whatAKilledProcessLeavesIsSoundAndHasAllThatItWasToldIsStored() throws Exception {
    // Given
    var random = new Random();
    var stored = new ArrayList<Digest>();
    for (var kill = 0; kill < 5; kill++) {
      // When
      stored.addAll(UploadingProcess.killed(random, root.toString()));
      // Then
      if (Files.exists(root.resolve("blobs"))) {
        var verification = new LocalVerification(root, 2);
        verification.run();
        assertThat(verification.bad()).isEmpty();
      }
      var store = new LocalBlobStore(root);
      for (var digest : stored) {
        assertThat((long) store.read(digest).length).isEqualTo(digest.size());
      }
    }
    assertThat(stored).isNotEmpty();
  }
}
