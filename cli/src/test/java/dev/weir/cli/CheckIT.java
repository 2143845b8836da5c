package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir check} and others print for programs. */
class CheckIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      public class TwoFlow extends FlowSpec {
        @Step Next start() { return next(this::end); }
        @Step void end() {}
      }
      """;

  @TempDir private Path folder;

  private JsonNode check(String source, int exitCode) throws Exception {
    Files.writeString(folder.resolve("TwoFlow.java"), source);
    return json(exitCode, "check", "TwoFlow.java", "--json");
  }

  private JsonNode json(int exitCode, String... command) throws IOException, InterruptedException {
    var ended = new PackagedWeir(folder).run(command);
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
    return Json.mapper().readTree(ended.out());
  }

  @Test
  void problemsAreListedWithPlaceRuleAndWayOut() throws Exception {
    // When
    var none = check(FLOW, 0);
    var found = check(FLOW.replace("this::end", "this::nowhere"), 2);
    // Then
    assertThat(none.at("/flow").textValue()).isEqualTo("TwoFlow");
    assertThat(none.at("/steps").intValue()).isEqualTo(2);
    assertThat(none.at("/problems")).isEmpty();
    var problem = found.at("/problems/0");
    assertThat(problem.get("file").textValue()).endsWith("TwoFlow.java");
    assertThat(problem.get("line").intValue()).isEqualTo(3);
    assertThat(problem.get("rule").textValue()).isEqualTo("compile");
    assertThat(problem.get("message").textValue()).contains("nowhere");
  }

  @Test
  void eachRuleHasItsName() throws Exception {
    // When
    var branch = FLOW.replace("next(this::end)", "branch(this::a, this::b)");
    var steps =
        "@Step Next a() { return next(this::end); } @Step Next b() { return next(this::end); } ";
    var found = check(branch.replace("@Step void", steps + "@Step void"), 2);
    var field = check(FLOW.replace("FlowSpec {", "FlowSpec { Thread thread;"), 2);
    Files.delete(folder.resolve("TwoFlow.java"));
    var nothing = json(2, "check", "TwoFlow.java", "--json");
    // Then
    assertThat(found.at("/problems/0/rule").textValue()).isEqualTo("joins");
    assertThat(found.at("/problems/0/hint").textValue()).isNotBlank();
    assertThat(field.at("/problems/0/rule").textValue()).isEqualTo("fields");
    assertThat(nothing.at("/problems/0/rule").textValue()).isEqualTo("source");
    assertThat(nothing.has("flow")).isFalse();
  }

  @Test
  void versionAndPackageAnswerInJsonToo() throws Exception {
    // Given
    Files.writeString(folder.resolve("TwoFlow.java"), FLOW);
    // When
    var packed = json(0, "package", "TwoFlow.java", "--json");
    var version = json(0, "version", "--json");
    // Then
    assertThat(packed.get("flow").textValue()).isEqualTo("TwoFlow");
    assertThat(packed.get("package").textValue()).matches("[0-9a-f]{64}:\\d+");
    assertThat(version.get("java").textValue()).startsWith("25");
    assertThat(version.get("weir").textValue()).isNotBlank();
  }
}
