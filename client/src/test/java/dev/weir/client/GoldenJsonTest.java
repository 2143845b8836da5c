package dev.weir.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON on the wire stays what it was. To change it on purpose, change the file, and think of
 * the other half of the mesh that still runs the release before.
 */
class GoldenJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Set<Class<?>> TEXTS =
      Set.of(
          ChunkId.class, Digest.class, Principal.class, Project.class, RunId.class, TaskId.class);

  static Stream<String> names() {
    return WireRecords.all().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aGoldenFileReadsAsItsRecord(String name) throws IOException {
    // Given
    var record = WireRecords.all().get(name);
    // When
    var read = Json.read(Files.readAllBytes(file(name)), WireRecords.readAs(record));
    // Then
    assertThat(read).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRecordWritesItsGoldenFileBack(String name) throws IOException {
    // Given
    var golden = new ObjectMapper().readTree(file(name).toFile());
    // When
    var written = Json.text(WireRecords.all().get(name));
    // Then
    assertThat(written).isEqualTo(golden.toString());
  }

  @Test
  void everyRecordOfTheProtocolHasAGoldenFile() throws Exception {
    // Given
    var protocol =
        Path.of(Digest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // When
    var missing = records(protocol).filter(name -> !Files.exists(file(name)));
    // Then
    assertThat(missing).isEmpty();
  }

  @Test
  void everyGoldenFileHasARecord() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(WireRecords.all().keySet());
    }
  }

  /** Top-level records and the cases of sealed types; what is nested in those is in their files. */
  private static Stream<String> records(Path protocol) throws Exception {
    try (var fileSystem = Files.isDirectory(protocol) ? null : FileSystems.newFileSystem(protocol);
        var files =
            Files.list(
                (fileSystem == null ? protocol : fileSystem.getPath("/"))
                    .resolve("dev/weir/protocol"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> load("dev.weir.protocol." + file.replace(".class", "")))
          .filter(type -> type.isRecord() && !TEXTS.contains(type))
          .filter(type -> type.getEnclosingClass() == null || type.getEnclosingClass().isSealed())
          .map(type -> type.getCanonicalName().replace("dev.weir.protocol.", ""))
          .collect(Collectors.toSet())
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path file(String name) {
    return GOLDEN.resolve(name + ".json");
  }
}
