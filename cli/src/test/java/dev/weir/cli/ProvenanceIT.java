package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git knows of a flow's sources is kept with the run. */
class ProvenanceIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;

      public class SmallFlow extends FlowSpec {
        @Step void only() {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void aRunSaysWhichCommitItsSourcesCameFrom() throws Exception {
    // Given
    assumeThat(gitIsThere()).as("git").isTrue();
    var source = Files.writeString(folder.resolve("SmallFlow.java"), FLOW);
    git("init", "--initial-branch=trunk");
    git("remote", "add", "origin", "https://ada:token@example.org/films.git");
    var weir = new PackagedWeir(folder);
    // When: nothing is committed yet, then it is, then it is changed, then another commit is made
    var none = run(weir);
    commit("one");
    var clean = run(weir);
    Files.writeString(folder.resolve("notes.txt"), "no source");
    git("add", "notes.txt");
    commit("two");
    var later = run(weir);
    Files.writeString(source, FLOW + "// changed\n");
    var dirty = run(weir);
    // Then
    assertThat(none.has("provenance")).isFalse();
    assertThat(clean.at("/provenance/branch").textValue()).isEqualTo("trunk");
    assertThat(clean.at("/provenance/repository").textValue())
        .isEqualTo("https://example.org/films.git");
    assertThat(clean.at("/provenance/dirty").booleanValue()).isFalse();
    assertThat(later.at("/provenance/commit").textValue())
        .hasSize(40)
        .isNotEqualTo(clean.at("/provenance/commit").textValue());
    assertThat(later.get("package")).as("equal sources").isEqualTo(clean.get("package"));
    assertThat(dirty.at("/provenance/dirty").booleanValue()).isTrue();
    var pulled = weir.run("code", "pull", dirty.get("id").textValue());
    assertThat(pulled.err())
        .contains("these are from commit " + later.at("/provenance/commit").textValue())
        .contains(" on trunk of https://example.org/films.git, with changes");
    // When
    var resumed = weir.run("resume", "--origin-run-id", clean.get("id").textValue());
    // Then: its code is that of then
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(newest(weir).get("provenance")).isEqualTo(clean.get("provenance"));
  }

  private JsonNode run(PackagedWeir weir) throws IOException, InterruptedException {
    var ended = weir.run("run", "SmallFlow.java");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    return newest(weir);
  }

  private static JsonNode newest(PackagedWeir weir) throws IOException, InterruptedException {
    return Json.mapper().readTree(weir.run("runs", "--limit", "1", "--json").out()).at("/0/run");
  }

  private void commit(String message) throws IOException, InterruptedException {
    git("add", "SmallFlow.java");
    git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-m", message);
  }

  private static boolean gitIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var git = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var process = git.start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
