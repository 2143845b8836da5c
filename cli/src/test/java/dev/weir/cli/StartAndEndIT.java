package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows whose first and last steps have other names, and flows of one step, by every command. */
class StartAndEndIT {
  private static final String MARKED =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      public class MarkedFlow extends FlowSpec {
        @Parameter int factor = 2;
        List<Integer> found = new ArrayList<>();
        int sum;

        @Step(start = true) Next load() { return foreach(List.of(1, 2), this::twice); }
        @Step Next twice() { sum = factor * input(Integer.class); return next(this::gather); }
        @Step Next gather(Inputs<MarkedFlow> inputs) {
          for (var input : inputs) sum += input.sum;
          return next(this::report);
        }
        @Step(end = true) void report() {
          if (Files.exists(Path.of("fail"))) throw new IllegalStateException("no report");
          System.out.println("sum " + sum);
        }
      }
      """;
  private static final String ONE =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;

      public class OneFlow extends FlowSpec {
        @Parameter int n = 3;
        int square = 1;

        @Step void compute() {
          if (Files.exists(Path.of("fail"))) throw new IllegalStateException("no square");
          square = n * n;
          System.out.println("square " + square);
        }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void write() throws Exception {
    weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("MarkedFlow.java"), MARKED);
    Files.writeString(folder.resolve("OneFlow.java"), ONE);
  }

  @Test
  void markedStartAndEndRunFailResumeAndSpin() throws Exception {
    // Given
    Files.writeString(folder.resolve("fail"), "");
    var failed = weir.run("run", "MarkedFlow.java", "--factor", "5", "--run-id-file", "id");
    assertThat(failed.exitCode()).as(failed.out()).isEqualTo(1);
    Files.delete(folder.resolve("fail"));
    // When
    var resumed = weir.run("resume", "MarkedFlow.java", "--run-id-file", "id");
    var id = Files.readString(folder.resolve("id"));
    // Then
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("] sum 15");
    assertThat(json("dump", id + "/load", "--json").at("/0/artifacts/found/value").toString())
        .as("an initial value is stored by the first step")
        .isEqualTo("[]");
    assertThat(weir.run("spin", "MarkedFlow.java", id + "/report").out()).contains("sum 15");
    assertThat(weir.run("spin", "MarkedFlow.java", id + "/load").exitCode()).isZero();
  }

  @Test
  void theOnlyStepRunsFailsResumesAndSpins() throws Exception {
    // Given
    Files.writeString(folder.resolve("fail"), "");
    assertThat(weir.run("run", "OneFlow.java", "--n", "7").exitCode()).isEqualTo(1);
    Files.delete(folder.resolve("fail"));
    // When
    var resumed = weir.run("resume", "OneFlow.java", "--run-id-file", "id");
    var id = Files.readString(folder.resolve("id"));
    // Then
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("] square 49");
    assertThat(json("dump", id + "/compute", "--json").at("/0/artifacts/square/value").intValue())
        .isEqualTo(49);
    assertThat(weir.run("spin", "OneFlow.java", id + "/compute").out()).contains("square 49");
    assertThat(json("runs", "--json").at("/0/run/state").textValue()).isEqualTo("SUCCEEDED");
  }

  @Test
  void everyFormatDrawsThem() throws Exception {
    for (var format : List.of("mermaid", "dot", "json", "svg")) {
      assertThat(weir.run("graph", "MarkedFlow.java", "--format", format).out())
          .as(format)
          .contains("load", "twice", "gather", "report");
      assertThat(weir.run("graph", "OneFlow.java", "--format", format).out())
          .as(format)
          .contains("compute");
    }
    assertThat(weir.run("show", "OneFlow.java").out()).contains("Step compute (start and end)");
  }

  private com.fasterxml.jackson.databind.JsonNode json(String... command) throws Exception {
    var ended = weir.run(command);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Json.mapper().readTree(ended.out());
  }
}
