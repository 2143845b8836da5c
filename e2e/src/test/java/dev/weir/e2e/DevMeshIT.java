package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dev mesh as such: it starts, says where it is, keeps its state, and leaves nothing behind.
 */
class DevMeshIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void runsAndArtifactsSurviveDownAndUp() {
    // Given
    var mesh = Mesh.up(folder);
    var run =
        mesh.weir().run("run", Weir.example("03-genre-stats/GenreStatsFlow.java"), "--on", "mesh");
    assertThat(run.exitCode()).as(run.all()).isZero();
    var before = mesh.weir().run("dump", "w1/join", "--json");
    mesh.close();
    // When
    mesh.up();
    var after = mesh.weir().run("dump", "w1/join", "--json");
    mesh.close();
    // Then
    assertThat(before.out()).contains("genreStats");
    assertThat(after.out()).isEqualTo(before.out());
  }

  @Test
  void aTakenPortIsReplacedAndSaid() throws IOException {
    try (var taken = new ServerSocket()) {
      // Given
      try {
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("in use"); // somebody else has it: as good
      }
      // When
      var weir = new Weir(folder);
      var up = weir.run("up", "--detach");
      // Then
      try (var mesh = Mesh.over(weir)) {
        assertThat(up.exitCode()).as(up.all()).isZero();
        assertThat(up.out() + up.err()).contains("8081");
        assertThat(mesh.url("scheduler-svc").getPort()).isNotEqualTo(8081);
        assertThat(mesh.healthy()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalStopsAllOfIt(String signal) throws Exception {
    // Given
    var weir = new Weir(folder);
    var err = folder.resolve("err.txt");
    var up = weir.start(folder.resolve("out.txt"), err, "up");
    List<Long> pids = healthy(weir, err).pids();
    // When
    new ProcessBuilder("kill", "-" + signal, Long.toString(up.pid())).start().waitFor();
    // Then
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).as(Weir.read(err)).isTrue();
    assertThat(pids).hasSizeGreaterThan(4).noneMatch(Mesh::isAlive);
  }

  @Test
  void downCleansUpAfterASupervisorThatWasKilled() throws Exception {
    // Given
    var weir = new Weir(folder);
    var err = folder.resolve("err.txt");
    var up = weir.start(folder.resolve("out.txt"), err, "up");
    List<Long> pids = healthy(weir, err).pids();
    // When
    up.destroyForcibly().waitFor();
    var down = weir.run("down");
    // Then
    assertThat(down.exitCode()).as(down.all()).isZero();
    await().atMost(LONG).untilAsserted(() -> assertThat(pids).noneMatch(Mesh::isAlive));
  }

  /** Once it says that it is up: to ask it again and again takes commands. */
  private static Mesh healthy(Weir weir, Path err) {
    await().atMost(LONG).until(() -> Weir.read(err).contains("the mesh is up"));
    var mesh = Mesh.over(weir);
    assertThat(mesh.healthy()).as(Weir.read(err)).isTrue();
    return mesh;
  }

  @Test
  void theDemoPrintsStatisticsAndLeavesNothingBehind() throws IOException {
    // Given
    var weir = new Weir(folder);
    // When
    var demo = weir.run("demo");
    // Then
    assertThat(demo.exitCode()).as(demo.all()).isZero();
    assertThat(demo.out()).contains("Drama").contains("weir run");
    var folderName = folder.toString();
    assertThat(
            ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folderName)))
        .isEmpty();
    assertThat(Files.exists(folder.resolve(".weir"))).isTrue();
  }
}
