package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of the mesh goes on, and is looked into, on a laptop. */
class ResumeMeshRunIT extends MeshSuite {
  private static final long UNTOUCHED = 3_000_000;
  private static final long TOUCHED = 2_000_000;

  @Test
  void whatSucceededIsTakenOverAndOnlyWhatStepsTouchIsFetched() throws IOException {
    // Given
    var stop = Files.createFile(folder.resolve("stop"));
    var words = Files.writeString(folder.resolve("words.txt"), "four");
    var flow = Files.copy(Weir.flow("BreaksOnceFlow.java"), folder.resolve("BreaksOnceFlow.java"));
    var failed =
        mesh.weir()
            .run(
                "run",
                flow,
                "--on",
                "mesh",
                "--stop",
                stop,
                "--words",
                words,
                "--run-id-file",
                "id");
    assertThat(failed.exitCode()).as(failed.all()).isOne();
    var id = Files.readString(folder.resolve("id"));
    Files.delete(stop);
    assertThat(blobs()).as("nothing is here yet").isEmpty();
    // When
    var resumed =
        mesh.weir().run("resume", flow, "--origin-run-id", id, "--run-id-file", "resumed");
    var local = Files.readString(folder.resolve("resumed"));
    // Then
    assertThat(resumed.exitCode()).as(resumed.all()).isZero();
    assertThat(resumed.out())
        .contains("Cloning results of a previously run task " + id + "/start/")
        .contains("] sum 12000012");
    assertThat(blobs().stream().mapToLong(Long::longValue).sum())
        .as("bytes that were fetched")
        .isBetween(TOUCHED, UNTOUCHED);
    // When
    var dumped = mesh.weir().run("dump", local + "/start", "--include", "untouched");
    var spun = mesh.weir().run("spin", flow, id + "/measure");
    // Then
    assertThat(dumped.exitCode()).as(dumped.all()).isZero();
    assertThat(spun.exitCode()).as(spun.all()).isZero();
    assertThat(spun.out()).contains("length [size: 7 type: int] = ");
    // When
    var packaged = mesh.weir().run("resume", "join", "--origin-run-id", id);
    // Then
    assertThat(packaged.exitCode()).as(packaged.all()).isZero();
    assertThat(packaged.out()).contains("] sum 12000012");
  }

  /** The sizes of the blobs on this machine. */
  private List<Long> blobs() throws IOException {
    var root = folder.resolve(".weir/blobs");
    if (Files.notExists(root)) {
      return List.of();
    }
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(ResumeMeshRunIT::size).toList();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
