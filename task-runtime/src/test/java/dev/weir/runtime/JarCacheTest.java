package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.WatchedBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCacheTest {
  @TempDir private Path folder;
  private final WatchedBlobStore store = new WatchedBlobStore();

  @Test
  void whatWasDamagedOnTheDiskIsFetchedAgain() throws Exception {
    // Given
    var jar = jar();
    var digest = store.put(jar);
    var damaged = jar.clone();
    damaged[jar.length / 2] ^= 1;
    Files.write(folder.resolve(digest.sha256() + ".jar"), damaged);
    // When
    var file = new JarCache(folder, store).file(digest);
    // Then
    assertThat(file).hasBinaryContent(jar);
  }

  private static byte[] jar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry("text"));
      jar.write(new byte[100]);
    }
    return bytes.toByteArray();
  }
}
