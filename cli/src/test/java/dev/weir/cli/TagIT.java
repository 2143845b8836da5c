package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags and namespaces of local runs, through the packaged command. */
class TagIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;

      public class WhereFlow extends FlowSpec {
        @Step Next start() { return next(this::end); }
        @Step void end() {
          System.out.println("in <" + current().namespace() + "> of " + current().username());
        }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir ada;
  private PackagedWeir bob;

  @BeforeEach
  void twoUsers() throws IOException {
    Files.writeString(folder.resolve("WhereFlow.java"), FLOW);
    ada = new PackagedWeir(folder).with("WEIR_USER", "ada");
    bob = new PackagedWeir(folder).with("WEIR_USER", "bob");
  }

  @Test
  void usersTagsChangeAndSystemTagsDoNot() throws Exception {
    // Given
    var run = newRun(ada, "--tag", "nightly", "--tag", "user:ada");
    // When
    var added = bob.run("tag", "add", run, "good", "two words");
    var removed = ada.run("tag", "remove", run, "nightly", "never there");
    var replaced = ada.run("tag", "replace", run, "--remove", "good", "--add", "better", "--json");
    var refused = ada.run("tag", "remove", run, "better", "user:ada");
    // Then
    assertThat(added.out()).contains("  nightly\n  good\n  two words\n");
    assertThat(removed.out()).contains("  good\n  two words\n").doesNotContain("nightly");
    assertThat(json(replaced.out()).at("/0/tags").toString())
        .isEqualTo("[\"two words\",\"better\"]");
    assertThat(json(replaced.out()).at("/0/systemTags").toString())
        .contains("user:ada", "runtime:local", "weir_version:", "date:2");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(refused.err())
        .contains("'user:ada' is a system tag, which can't be removed. Nothing was changed");
    assertThat(ada.run("tag", "list", run, "--flat", "--hide-system-tags").out())
        .isEqualToNormalizingNewlines("better\ntwo words\n");
  }

  @Test
  void tagsAreListedByRunAndByTag() throws Exception {
    // Given
    var first = newRun(ada, "--tag", "green");
    var second = newRun(bob, "--tag", "green", "--tag", "quick");
    // When
    var newest = ada.run("tag", "list", "--hide-system-tags");
    var byTag = ada.run("tag", "list", "--all", "--group-by-tag", "--json");
    // Then
    assertThat(newest.out())
        .isEqualToNormalizingNewlines(second + "  WhereFlow  local\n  green\n  quick\n");
    assertThat(runsOf("green", json(byTag.out()))).containsExactly(second, first);
    assertThat(runsOf("user:ada", json(byTag.out()))).containsExactly(first);
    assertThat(ada.run("tag", "list", "--all", "--user", "ada").out())
        .contains(first, "user:ada  (system)")
        .doesNotContain(second);
    assertThat(ada.run("tag", "list", "--group-by-tag", "--flat").exitCode())
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(ada.run("tag", "add", "1," + first, "x").err())
        .contains("no run 1 in", "the mesh is not up");
    assertThat(ada.run("tag", "add", "--on", "local", "1", "x").err())
        .contains("no run 1 in")
        .doesNotContain("mesh");
    assertThat(ada.run("tag", "list", first).out()).doesNotContain("  x\n");
  }

  @Test
  void runsAreFoundByTagUserNamespaceAndState() throws Exception {
    // Given
    var first = newRun(ada, "--tag", "green", "--tag", "quick");
    var second = newRun(bob, "--tag", "green");
    // Then
    assertThat(found("--tag", "green")).containsExactly(second, first);
    assertThat(found("--tag", "green", "--tag", "quick")).containsExactly(first);
    assertThat(found("--tag", "runtime:local", "--user", "bob")).containsExactly(second);
    assertThat(found("--namespace", "user:ada")).containsExactly(first);
    assertThat(found("--namespace", "", "--state", "succeeded")).containsExactly(second, first);
    assertThat(found("--state", "FAILED")).isEmpty();
    assertThat(found("--on", "local", "--limit", "1")).containsExactly(second);
    assertThat(ada.run("runs", "--on", "mesh").exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
  }

  @Test
  void aTaskSeesTheNamespaceOfItsRun() throws Exception {
    assertThat(ada.run("run", "WhereFlow.java").out()).contains("in <user:ada> of ada");
    assertThat(ada.run("run", "WhereFlow.java", "--namespace", "user:bob").out())
        .contains("in <user:bob> of ada");
    assertThat(ada.run("run", "WhereFlow.java", "--namespace", "").out()).contains("in <> of ada");
    assertThat(ada.run("run", "WhereFlow.java", "--namespace", "a\nb").err())
        .contains("--namespace: a tag has no control characters");
  }

  @Test
  void whatTwoCommandsTagAtOnceIsAllThere() throws Exception {
    // Given
    var run = newRun(ada);
    var commands = new ArrayList<PackagedWeir.Started>();
    // When
    for (var tag : List.of("a", "b", "c", "d")) {
      commands.add(ada.start("tag", "add", run, tag));
    }
    for (var command : commands) {
      assertThat(command.await().exitCode()).isZero();
    }
    // Then
    assertThat(ada.run("tag", "list", run, "--flat", "--hide-system-tags").out())
        .isEqualToNormalizingNewlines("a\nb\nc\nd\n");
  }

  private String newRun(PackagedWeir weir, String... options) throws Exception {
    var words = new ArrayList<>(List.of("run", "WhereFlow.java", "--run-id-file", "id"));
    words.addAll(List.of(options));
    var run = weir.run(words.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return Files.readString(folder.resolve("id"));
  }

  private List<String> found(String... options) throws Exception {
    var words = new ArrayList<>(List.of("runs", "--json"));
    words.addAll(List.of(options));
    var ids = new ArrayList<String>();
    for (var placed : json(ada.run(words.toArray(String[]::new)).out())) {
      ids.add(placed.at("/run/id").textValue());
    }
    return ids;
  }

  private static List<String> runsOf(String tag, JsonNode byTag) {
    for (var each : byTag) {
      if (each.get("tag").textValue().equals(tag)) {
        return each.get("runs").findValuesAsText("run");
      }
    }
    throw new AssertionError("no tag " + tag + " in " + byTag);
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}
