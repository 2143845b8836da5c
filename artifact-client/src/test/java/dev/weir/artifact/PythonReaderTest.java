package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another language reads what this one writes, from what docs/storage.md says and nothing else. */
class PythonReaderTest {
  private static final Path READER = Path.of("src/test/python/read_store.py").toAbsolutePath();

  @TempDir private Path root;

  @Test
  void aReaderOfSixtyLinesReadsFilesPacksAndManifests() throws Exception {
    assumeThat(hasPython()).isTrue();
    // Given
    var random = new Random(5);
    var written = new ByteArrayOutputStream();
    var digests = new ArrayList<String>();
    var store = new LocalBlobStore(root);
    for (var size : List.of(0, 1, 70_000, 1 << 20, (1 << 20) + 1, 12_000_000)) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      digests.add(store.put(bytes).toString());
      written.write(bytes);
    }
    var text = "text, which is stored as zstd frames, %d\n";
    var lines = new StringBuilder();
    for (var i = 0; i < 300_000; i++) {
      lines.append(text.formatted(random.nextInt()));
    }
    var large = lines.toString().getBytes(StandardCharsets.UTF_8);
    digests.add(store.put(large).toString());
    written.write(large);
    // When
    var read = read(digests);
    // Then
    assertThat(read).isEqualTo(written.toByteArray());
    assertThat(root.resolve("packs")).isDirectoryContaining("glob:**.pack");
  }

  private byte[] read(List<String> digests) throws Exception {
    var command = new ArrayList<>(List.of("python3", READER.toString(), root.toString()));
    command.addAll(digests);
    var errors = root.resolve("errors");
    var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    var read = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return read;
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import ctypes; ctypes.CDLL('libzstd.so.1')")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
