package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshDescriptionTest {
  private static final ProcessIdentity PROCESS = new ProcessIdentity(42, "boot/4711");

  @TempDir private Path folder;

  private static MeshPart part(String name, int port) {
    var url = URI.create("http://localhost:" + port);
    return new MeshPart(name, url, PROCESS, url.resolve("/q/health/ready"));
  }

  private void write(MeshDescription.Phase phase, MeshPart... parts) throws IOException {
    var file = MeshDescription.file(new StateDirectory(folder).mesh());
    Files.createDirectories(file.getParent());
    new MeshDescription(PROCESS, phase, List.of(parts)).write(file);
  }

  private static final MeshPart[] SERVICES = {
    part("scheduler-svc", 1), part("metadata-svc", 2), part("artifact-store", 3)
  };

  @Test
  void itReadsBackAsItWasWritten() throws IOException {
    // Given
    var file = folder.resolve("mesh.json");
    var sqs = new MeshPart("sqs", URI.create("http://127.0.0.1:9324"), PROCESS, null);
    var mesh =
        new MeshDescription(PROCESS, MeshDescription.Phase.READY, List.of(part("worker", 4), sqs));
    // When
    mesh.write(file);
    // Then
    assertThat(MeshDescription.read(file)).contains(mesh);
  }

  @Test
  void withoutAFileThereIsNoMeshAndWithABrokenOneAnError() throws IOException {
    assertThat(MeshDescription.read(folder.resolve("none.json"))).isEmpty();
    var broken = Files.writeString(folder.resolve("broken.json"), "{");
    assertThatThrownBy(() -> MeshDescription.read(broken))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("broken.json");
  }

  @Test
  void aReadyMeshIsFoundThroughTheStateDirectory() throws IOException {
    // Given
    write(MeshDescription.Phase.READY, SERVICES);
    // Then
    assertThat(MeshAddress.find(new StateDirectory(folder), Map.of()))
        .contains(
            new MeshAddress(
                URI.create("http://localhost:1"),
                new MeshRecord(
                    URI.create("http://localhost:2"), URI.create("http://localhost:3"))));
  }

  @Test
  void aMeshThatIsStartingIsNotFoundYet() throws IOException {
    write(MeshDescription.Phase.STARTING, SERVICES);
    assertThat(MeshAddress.find(new StateDirectory(folder), Map.of())).isEmpty();
  }

  @Test
  void theEnvironmentWinsOverTheStateDirectory() throws IOException {
    // Given
    write(MeshDescription.Phase.READY, SERVICES);
    var environment = Map.of("WEIR_METADATA_URL", "https://metadata.example.org");
    // Then
    assertThat(MeshAddress.find(new StateDirectory(folder), environment))
        .map(address -> address.record().metadata())
        .contains(URI.create("https://metadata.example.org"));
  }
}
