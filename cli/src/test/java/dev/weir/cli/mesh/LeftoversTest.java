package dev.weir.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.history.MeshDescription;
import dev.weir.history.MeshPart;
import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir private Path temp;
  private final List<String> said = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();
  private MeshFolder folder;

  @BeforeEach
  void aMeshsFolder() throws IOException {
    folder = new MeshFolder(Files.createDirectories(temp.resolve("mesh")));
  }

  @AfterEach
  void nothingStays() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }

  /** It waits for ever, and has these words on its command line. */
  private Process aProcess(String... words) throws IOException {
    var command = new ArrayList<>(List.of("sh", "-c", "sleep 300; exit 0"));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private void describe(ProcessIdentity identity) throws IOException {
    var part = new MeshPart("worker", URI.create("http://localhost:1"), identity, null);
    new MeshDescription(
            new ProcessIdentity(1, "at the boot"), MeshDescription.Phase.READY, List.of(part))
        .write(folder.description());
  }

  @Test
  void aPartWhoseSupervisorIsGoneIsStopped() throws Exception {
    // Given
    var orphan = aProcess();
    describe(ProcessIdentity.of(orphan.toHandle()));
    // When
    new Leftovers(folder, said::add).stop();
    // Then
    assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said).hasSize(1);
    assertThat(folder.description()).doesNotExist();
  }

  @Test
  void aProcessThatGotAnOldPidIsLeftAlone() throws Exception {
    // Given
    var stranger = aProcess();
    var now = ProcessIdentity.of(stranger.toHandle());
    describe(new ProcessIdentity(now.pid(), "an hour before"));
    // When
    new Leftovers(folder, said::add).stop();
    // Then
    assertThat(stranger.isAlive()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void aProcessWithTheMeshsMarkIsFoundThoughNobodyWroteItDown() throws Exception {
    // Given
    var marked = aProcess(folder.mark());
    var other = aProcess(new MeshFolder(temp.resolve("another")).mark());
    // Then
    assertThat(new Leftovers(folder, said::add).find())
        .contains(marked.toHandle())
        .doesNotContain(other.toHandle());
  }
}
