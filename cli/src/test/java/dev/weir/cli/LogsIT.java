package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.history.LocalRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir logs} while a run goes on, and after it. */
class LogsIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Pattern RUN_ID = Pattern.compile("\\(run-id (\\d{16})\\)");
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      public class TalkFlow extends FlowSpec {
        @Parameter int flood = 0;

        @Step Next start() { return foreach(List.of("a", "b"), this::body); }
        @Step Next body() throws Exception {
          System.out.println("first of " + input(String.class));
          for (int i = 0; i < flood; i++) System.out.println("x".repeat(1023));
          System.err.println("an error line");
          while (flood == 0 && !Files.exists(Path.of("go"))) Thread.sleep(20);
          System.out.println("last of " + input(String.class));
          return next(this::join);
        }
        @Step Next join(Inputs<TalkFlow> inputs) { return next(this::end); }
        @Step void end() { System.out.println("bye"); }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFlow() throws IOException {
    weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("TalkFlow.java"), FLOW);
  }

  private static String id(String out) {
    var matcher = RUN_ID.matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return matcher.group(1);
  }

  @Test
  void followingShowsLinesAsTheyComeAndEndsWithWhatItFollows() throws Exception {
    // Given
    var run = weir.start("run", "TalkFlow.java", "--max-workers", "2");
    await().atMost(LONG).until(() -> run.outSoFar().contains("first of b"));
    var id = id(run.outSoFar());
    // When
    var all = weir.start("logs", id, "--follow");
    var task = weir.start("logs", id + "/body/2", "-f");
    var notYet = weir.start("logs", id + "/end", "-f");
    await().atMost(LONG).until(() -> all.outSoFar().contains("] first of b"));
    await().atMost(LONG).until(() -> task.outSoFar().contains("first of"));
    var early = task.outSoFar();
    Files.createFile(folder.resolve("go"));
    // Then
    assertThat(run.await().exitCode()).isZero();
    assertThat(early).doesNotContain("last of");
    var ended = all.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out().lines())
        .hasSize(7)
        .anyMatch(line -> line.matches("\\[" + id + "/body/\\d] last of a"))
        .anyMatch(line -> line.matches("\\[" + id + "/end/\\d] bye"));
    assertThat(task.await().out()).matches("first of .\nan error line\nlast of .\n");
    assertThat(notYet.await().out()).contains("bye").doesNotContain("last of");
    assertThat(weir.run("logs", id).out().lines())
        .containsExactlyInAnyOrderElementsOf(ended.out().lines().toList());
    var nowhere = weir.run("logs", id + "/nowhere", "-f");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err())
        .contains("'nowhere' is no step of TalkFlow", "start, body, join, end");
  }

  @Test
  void aScrubbedLogIsGoneAndItIsKnownByWhom() throws Exception {
    // Given
    var run = weir.start("run", "TalkFlow.java", "--max-workers", "2");
    await().atMost(LONG).until(() -> run.outSoFar().contains("first of b"));
    var id = id(run.outSoFar());
    // When
    var early = weir.run("logs", "scrub", id + "/body");
    Files.createFile(folder.resolve("go"));
    assertThat(run.await().exitCode()).isZero();
    var done = weir.with("WEIR_USER", "ada").run("logs", "scrub", id + "/body/2", "--stdout");
    var rest = weir.run("logs", "scrub", id + "/body", "--latest", "--json");
    // Then
    assertThat(early.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(early.err()).contains("has not ended yet", "Nothing was scrubbed");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("/body/2] attempt 0: 2 lines of standard output replaced by ada");
    assertThat(Json.mapper().readTree(rest.out())).hasSize(2);
    var lines = weir.run("logs", id + "/body").out();
    assertThat(lines).contains("[REDACTED by ada at ").doesNotContain("first of", "an error line");
    assertThat(weir.run("logs", id + "/end").out()).contains("bye");
    assertThat(weir.run("logs", "scrub", id, "--list").out().lines()).hasSize(3);
    var again = weir.run("logs", "scrub", id + "/body");
    assertThat(again.err()).contains("has been scrubbed before");
  }

  @Test
  void aLogThatDoesNotFitInMemoryIsShownWhole() throws Exception {
    // Given: 300 MB in the record of a run
    var run = weir.run("run", "TalkFlow.java", "--flood", "1");
    var id = id(run.out());
    var text = "x".repeat(1023);
    try (var record = LocalRecord.open(folder.resolve(".weir/weir.db"))) {
      for (int sequence = 100; sequence < 100 + 1500; sequence++) {
        var line = new LogLine(Instant.EPOCH, LogLine.Stream.STDOUT, text);
        var lines = Collections.nCopies(200, line);
        record
            .recorder()
            .store(new LogChunk(new RunId(id), new TaskId("2"), "body", 0, sequence, lines));
      }
    }
    // When
    var logs = weir.startBy("\"$@\" | wc -c", List.of("-Xmx64m"), "logs", id + "/body/2");
    var followed =
        weir.startBy("\"$@\" | wc -c", List.of("-Xmx64m"), "logs", id + "/body/2", "--follow");
    // Then
    var bytes = logs.await();
    assertThat(bytes.err()).doesNotContain("OutOfMemory");
    assertThat(Long.parseLong(bytes.out().strip())).isGreaterThan(1500L * 200 * 1024);
    assertThat(followed.await().out()).isEqualTo(bytes.out());
  }

  @Test
  void aLongLogIsCutAndSaysSo() throws Exception {
    // When
    var run = weir.run("run", "TalkFlow.java", "--flood", "3000", "--max-log-size", "1");
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("xxx"))).hasSize(6000);
    var path = id(run.out()) + "/body/2";
    var logs = weir.run("logs", path);
    assertThat(logs.out().lines()).hasSizeBetween(1023, 1025);
    assertThat(logs.out()).contains("first of", "an error line").doesNotContain("last of");
    assertThat(logs.err())
        .contains("standard output has reached the --max-log-size of 1 MB", "Task finished")
        .containsPattern(
            "1,97\\d lines \\(1\\.9 MB\\) of standard output were printed and not kept");
    var lines = weir.run("logs", path, "--json", "--stderr").out().lines().toList();
    assertThat(lines).hasSize(1);
    var line = Json.mapper().readTree(lines.getFirst());
    assertThat(line.get("text").textValue()).isEqualTo("an error line");
    assertThat(line.get("step").textValue()).isEqualTo("body");
    assertThat(line.get("stream").textValue()).isEqualTo("STDERR");
  }
}
