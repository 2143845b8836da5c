package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command and local runs, as a user sees them. */
class LocalRunIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.util.*;

      /** Adds up squares. */
      public class SquaresFlow extends FlowSpec {
        @Parameter(help = "How many numbers") int maxItems = 3;
        @Parameter int bad = -1;
        @IncludeFile String note;
        List<Integer> items;
        int square;
        int sum;

        @Step Next start() {
          items = new ArrayList<>();
          for (int i = 0; i < maxItems; i++) items.add(i);
          System.out.println("note: " + note);
          return foreach(items, this::body);
        }
        @Step Next body() throws InterruptedException {
          int item = input(Integer.class);
          if (item == bad) throw new IllegalStateException("item " + item + " is bad");
          if (bad == 99) new java.util.concurrent.CountDownLatch(1).await();
          square = item * item;
          return next(this::join);
        }
        @Step Next join(Inputs<SquaresFlow> inputs) {
          for (SquaresFlow input : inputs) sum += input.square;
          return next(this::end);
        }
        @Step void end() {}
      }
      """;
  private static final Pattern RUN_ID =
      Pattern.compile("Workflow starting \\(run-id (\\d{16})\\):");

  @TempDir private Path temp;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    var folder = Files.createDirectory(temp.resolve("with spaces – ü"));
    Files.writeString(folder.resolve("SquaresFlow.java"), FLOW);
    Files.writeString(folder.resolve("note.txt"), "Amélie");
    weir = new PackagedWeir(folder);
  }

  private static String runId(String out) {
    var matcher = RUN_ID.matcher(out);
    assertThat(matcher.find()).as("a run id in: " + out).isTrue();
    return matcher.group(1);
  }

  @Test
  void aRunSucceedsAndCanBeLookedAt() throws Exception {
    // When
    var run =
        weir.run("run", "SquaresFlow.java", "--max-items", "4", "--note=note.txt", "--tag", "t");
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    var id = runId(run.out());
    assertThat(run.out())
        .containsPattern(
            "(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\["
                + id
                + "/start/1 \\(pid \\d+\\)] Task is starting\\.$")
        .contains("] note: Amélie", "] Task finished successfully.", " Done!");
    var dump = json(weir.run("dump", id + "/end", "--json").out());
    assertThat(dump.at("/0/artifacts/sum/value").intValue()).isEqualTo(14);
    assertThat(weir.run("logs", id + "/start").out()).isEqualToIgnoringNewLines("note: Amélie");
    var runs = json(weir.run("runs", "SquaresFlow", "--json").out());
    assertThat(runs.at("/0/run/state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(runs.at("/0/run/tags/0").textValue()).isEqualTo("t");
  }

  @Test
  void aFailedRunSaysWhyAndWhere() throws Exception {
    // When
    var run = weir.run("run", "SquaresFlow.java", "--bad", "1");
    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("java.lang.IllegalStateException: item 1 is bad")
        .containsPattern("at SquaresFlow\\.body\\(SquaresFlow\\.java:\\d+\\)")
        .contains("Workflow failed.")
        .doesNotContain("Done!");
    var logs = weir.run("logs", runId(run.out()) + "/body", "--stderr");
    assertThat(logs.out()).contains("item 1 is bad");
  }

  @Test
  void aSignalEndsTheTasksAndIsRecorded() throws Exception {
    // Given
    var run = weir.start("run", "SquaresFlow.java", "--bad", "99");
    await().atMost(Duration.ofSeconds(90)).until(() -> run.outSoFar().contains("/body/2 (pid"));
    var children = run.process().descendants().toList();
    // When
    run.process().destroy();
    // Then
    var ended = run.await();
    assertThat(ended.exitCode()).isEqualTo(128 + 15);
    assertThat(ended.out()).contains("Workflow cancelled.");
    assertThat(children).isNotEmpty().noneMatch(ProcessIdentity::isRunning);
    var runs = json(weir.run("runs", "--json").out());
    assertThat(runs.at("/0/run/state").textValue()).isEqualTo("CANCELLED");
  }

  @Test
  void aRunWhoseProcessWasKilledCountsAsFailed() throws Exception {
    // Given
    var run = weir.start("run", "SquaresFlow.java", "--bad", "99");
    await().atMost(Duration.ofSeconds(90)).until(() -> run.outSoFar().contains("/body/2 (pid"));
    var children = run.process().descendants().toList();
    // When
    run.process().destroyForcibly();
    // Then
    run.await();
    var runs = json(weir.run("runs", "--json").out());
    assertThat(runs.at("/0/run/state").textValue()).isEqualTo("FAILED");
    await().until(() -> children.stream().noneMatch(ProcessIdentity::isRunning));
  }

  @Test
  void twoRunsInOneFolderDoNotDisturbEachOther() throws Exception {
    // When
    var first = weir.start("run", "SquaresFlow.java", "--max-items", "5");
    var second = weir.start("run", "SquaresFlow.java", "--max-items", "6");
    // Then
    var ids = new String[] {runId(first.await().out()), runId(second.await().out())};
    assertThat(first.process().exitValue()).isZero();
    assertThat(second.process().exitValue()).isZero();
    assertThat(weir.run("dump", ids[0] + "/end").out()).contains("sum [size: 2 type: int] = 30");
    assertThat(weir.run("dump", ids[1] + "/end").out()).contains("sum [size: 2 type: int] = 55");
  }

  @Test
  void aFlowThatCannotRunIsRefusedWithFileAndLine() throws Exception {
    // Given
    var broken = FLOW.replace("return next(this::end);", "return next(this::nowhere);");
    Files.writeString(weir.folder().resolve("SquaresFlow.java"), broken);
    // When
    var check = weir.run("check", "SquaresFlow.java");
    // Then
    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err()).containsPattern("SquaresFlow\\.java:\\d+: ").contains("nowhere");
    assertThat(weir.run("run", "SquaresFlow.java").exitCode()).isEqualTo(2);
    assertThat(weir.folder().resolve(".weir")).doesNotExist();
  }

  @Test
  void helpOfAFlowListsItsParameters() throws Exception {
    // When
    var help = weir.run("run", "SquaresFlow.java", "--help");
    // Then
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--max-items VALUE", "How many numbers", "--note PATH");
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}
