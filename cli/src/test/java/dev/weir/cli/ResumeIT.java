package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command goes on from where a local run stopped. */
class ResumeIT {
  /** Each body that runs leaves a file; one fails, or waits, while a file says so. */
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      public class SumFlow extends FlowSpec {
        @Parameter int factor = 1;
        @Config(inline = "{\\"plus\\": 0}") Map<String, Integer> extra;
        int square;
        int sum;

        @Step Next start() {
          System.out.println("started");
          return foreach(List.of(1, 2, 3), this::body);
        }
        @Step Next body() throws Exception {
          int item = input(Integer.class);
          if (item == 3 && Files.exists(Path.of("fail"))) throw new IllegalStateException("no");
          if (item == 3 && Files.exists(Path.of("wait"))) {
            new java.util.concurrent.CountDownLatch(1).await();
          }
          square = factor * item * item + extra.get("plus");
          return next(this::join);
        }
        @Step Next join(Inputs<SumFlow> inputs) {
          for (SumFlow input : inputs) sum += input.square;
          return next(this::end);
        }
        @Step void end() {
          System.out.println("the sum is " + sum);
        }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    write(FLOW);
    weir = new PackagedWeir(folder);
  }

  @Test
  void onlyWhatDidNotSucceedRunsAgainAndWhatFollowsIt() throws Exception {
    // Given
    var origin = failedRun("--factor", "2", "--config-value", "extra", "{\"plus\": 10}");
    // When
    var resumed = weir.run("resume", "--origin-run-id", origin, "--run-id-file", "id");
    // Then: the parameters and the configs are those of that run
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("the sum is " + (2 * (1 + 4 + 9) + 3 * 10));
    var id = Files.readString(folder.resolve("id"));
    assertThat(tookOver(id, "start")).containsExactly(true);
    assertThat(tookOver(id, "body")).containsExactly(true, true, false);
    assertThat(tookOver(id, "join")).containsExactly(false);
    assertThat(weir.run("logs", id + "/start").out()).isEqualToIgnoringNewLines("started");
    assertThat(run(id).at("/origin").textValue()).isEqualTo(origin);
  }

  @Test
  void aStepThatIsNamedRunsAgainWithChangedCodeButTheSameParameters() throws Exception {
    // Given
    assertThat(weir.run("run", "SumFlow.java").exitCode()).isZero();
    write(
        FLOW.replace("sum += input.square", "sum -= input.square")
            .replace("factor = 1", "factor = 7")
            .replace("\\\"plus\\\": 0", "\\\"plus\\\": 5"));
    // When
    var again = weir.run("resume", "join", "SumFlow.java", "--run-id-file", "again");
    // Then
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("the sum is -14");
    assertThat(tookOver(Files.readString(folder.resolve("again")), "body"))
        .containsExactly(true, true, true);
    // When: a resumed run is resumed, from its start
    var nested = weir.run("resume", "start", "SumFlow.java", "--run-id-file", "nested");
    // Then
    assertThat(nested.out()).contains("the sum is -14");
    var id = Files.readString(folder.resolve("nested"));
    assertThat(run(id).at("/origin").textValue())
        .isEqualTo(Files.readString(folder.resolve("again")));
    assertThat(tookOver(id, "start")).containsExactly(false);
  }

  @Test
  void parametersUnknownStepsAndUnknownRunsAreRefused() throws Exception {
    // Given
    var origin = failedRun();
    // When
    var parameter = weir.run("resume", "--origin-run-id", origin, "--factor", "3");
    var step = weir.run("resume", "nowhere", "SumFlow.java");
    var run = weir.run("resume", "--origin-run-id", "1", "SumFlow.java");
    // Then
    assertThat(List.of(parameter.exitCode(), step.exitCode(), run.exitCode()))
        .containsOnly(ExitCode.USAGE.code());
    assertThat(parameter.err()).contains("--factor", "can't be changed");
    assertThat(step.err()).contains("'nowhere' is no file, and no step of SumFlow", "start, body");
    assertThat(run.err()).contains("no run 1 in");
  }

  @Test
  void aKilledRunIsShownAsSuchAndResumes() throws Exception {
    // Given
    var started = waitingRun();
    // When
    started.process().destroyForcibly();
    started.await();
    // Then
    var origin = Files.readString(folder.resolve("id"));
    assertThat(run(origin).at("/state").textValue()).isEqualTo("FAILED");
    assertThat(weir.run("runs").out()).contains("FAILED (its process is gone)");
    resumesInFull(origin);
  }

  @Test
  void anInterruptedRunSaysHowToResumeIt() throws Exception {
    // Given
    var started = waitingRun();
    // When
    started.process().destroy();
    var ended = started.await();
    // Then
    var origin = Files.readString(folder.resolve("id"));
    assertThat(ended.out().lines().toList().getLast())
        .endsWith("weir resume --origin-run-id " + origin + " SumFlow.java");
    assertThat(run(origin).at("/state").textValue()).isEqualTo("CANCELLED");
    resumesInFull(origin);
  }

  private void resumesInFull(String origin) throws Exception {
    Files.delete(folder.resolve("wait"));
    var resumed = weir.run("resume", "--origin-run-id", origin, "SumFlow.java");
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("Cloning results", "the sum is 14");
  }

  private PackagedWeir.Started waitingRun() throws IOException {
    Files.createFile(folder.resolve("wait"));
    var started = weir.start("run", "SumFlow.java", "--max-workers", "1", "--run-id-file", "id");
    // One worker takes the items in order, and its record is a moment behind.
    await().atMost(Duration.ofSeconds(90)).until(() -> started.outSoFar().contains("/body/4 (pid"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> weir.run("dump", Files.readString(folder.resolve("id")) + "/body/4"),
            dump -> dump.exitCode() == 0);
    return started;
  }

  private String failedRun(String... options) throws Exception {
    Files.createFile(folder.resolve("fail"));
    var words =
        Stream.concat(
            Stream.of("run", "SumFlow.java", "--max-workers", "1", "--run-id-file", "origin"),
            Stream.of(options));
    var run = weir.run(words.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    Files.delete(folder.resolve("fail"));
    return Files.readString(folder.resolve("origin"));
  }

  private JsonNode run(String id) throws Exception {
    for (var placed : json(weir.run("runs", "--json").out())) {
      if (placed.at("/run/id").textValue().equals(id)) {
        return placed.get("run");
      }
    }
    throw new AssertionError("no run " + id);
  }

  /** Of each task of a step, whether the run took it over. */
  private List<Boolean> tookOver(String run, String step) throws Exception {
    var took = new ArrayList<Boolean>();
    for (var task : json(weir.run("dump", run + "/" + step, "--json").out())) {
      took.add(task.hasNonNull("origin"));
    }
    return took;
  }

  private void write(String flow) throws IOException {
    Files.writeString(folder.resolve("SumFlow.java"), flow);
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}
