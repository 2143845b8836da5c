package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Tags, namespaces and the end of retries on a mesh, by the same commands as on a laptop. */
class TagsOnMeshIT extends MeshSuite {

  @Test
  void aRunThatGaveUpIsTaggedAndFoundByItsTags() throws IOException {
    // Given
    var ended =
        mesh.weir()
            .run(
                "run",
                Weir.flow("GivesUp.java"),
                "--on",
                "mesh",
                "--branch",
                "quick",
                "--tag",
                "nightly",
                "--namespace",
                "project:films",
                "--run-id-file",
                "id");
    var run = Files.readString(folder.resolve("id"));
    // Then: its one attempt was enough, and it saw its namespace
    assertThat(ended.exitCode()).as(ended.all()).isOne();
    assertThat(ended.out())
        .contains("in project:films", "This failed task will not be retried.")
        .contains("NoRetryException: of no use");
    // When
    var added = mesh.weir().run("tag", "add", run, "good", "--json");
    var refused = mesh.weir().run("tag", "remove", run, "project:films");
    // Then
    assertThat(added.exitCode()).as(added.all()).isZero();
    assertThat(json(added).at("/0/tags").toString()).isEqualTo("[\"nightly\",\"good\"]");
    assertThat(json(added).at("/0/systemTags").toString())
        .contains("runtime:mesh", "project:films", "project_branch:test.quick", "weir_version:");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("'project:films' is a system tag");
    // When
    var found =
        mesh.weir()
            .run(
                "runs",
                "--on",
                "mesh",
                "--tag",
                "good",
                "--tag",
                "nightly",
                "--namespace",
                "project_branch:test.quick",
                "--state",
                "failed",
                "--json");
    // Then
    assertThat(json(found)).hasSize(1);
    assertThat(json(found).at("/0/run/id").textValue()).isEqualTo(run);
    assertThat(mesh.weir().run("runs", "--on", "local").out()).contains("no runs");
    assertThat(mesh.weir().run("tag", "list", "--all", "--flat", "--hide-system-tags").out())
        .isEqualTo("good\nnightly\n");
  }

  @Test
  void flowsWithMarkedStartAndEndAndOfOneStepRunOnTheMesh() {
    // When
    var marked =
        mesh.weir().run("run", Weir.flow("MarkedFlow.java"), "--on", "mesh", "--factor", 5);
    var one = mesh.weir().run("run", Weir.flow("OneStepFlow.java"), "--on", "mesh", "--n", 7);
    // Then
    assertThat(marked.exitCode()).as(marked.all()).isZero();
    assertThat(marked.out()).contains("] sum 15");
    assertThat(one.exitCode()).as(one.all()).isZero();
    assertThat(one.out()).contains("] square 49");
  }

  @Test
  void anOwnerScrubsTheLogsOfARunOnTheMesh() throws IOException {
    // Given
    var ran =
        mesh.weir()
            .run("run", Weir.flow("OneStepFlow.java"), "--on", "mesh", "--run-id-file", "scrub");
    assertThat(ran.exitCode()).as(ran.all()).isZero();
    var step = Files.readString(folder.resolve("scrub")) + "/compute";
    // When
    var refused = mesh.weir().with("WEIR_USER", "somebody").run("logs", "scrub", step);
    var before = mesh.weir().run("logs", step);
    var done = mesh.weir().run("logs", "scrub", step);
    var after = mesh.weir().run("logs", step);
    // Then
    assertThat(refused.exitCode()).as(refused.all()).isEqualTo(2);
    assertThat(refused.err()).contains("who alone may scrub its logs");
    assertThat(before.out()).contains("square 9");
    assertThat(done.exitCode()).as(done.all()).isZero();
    assertThat(after.out()).contains("[REDACTED by ").doesNotContain("square 9");
    assertThat(mesh.weir().run("logs", "scrub", step, "--list").out()).contains("/compute/");
  }

  private static JsonNode json(Weir.Result result) throws IOException {
    return Json.mapper().readTree(result.out());
  }
}
