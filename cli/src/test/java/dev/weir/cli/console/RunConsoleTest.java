package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class RunConsoleTest {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final Instant NOW = Instant.parse("2026-11-20T23:21:46.936Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final StringWriter printed = new StringWriter();
  private final RunConsole console = RunConsole.plain(new PrintWriter(printed), CLOCK, UTC);

  @Test
  void linesLookLikeMetaflows() {
    // When
    console.run("Workflow starting (run-id 1763680906936000):");
    console.task(
        new RunId("1763680906936000"),
        "start",
        new TaskId("1"),
        OptionalLong.of(42),
        "Task is starting.");
    // Then
    assertThat(printed.toString().lines())
        .containsExactly(
            "2026-11-20 23:21:46.936 Workflow starting (run-id 1763680906936000):",
            "2026-11-20 23:21:46.936 [1763680906936000/start/1 (pid 42)] Task is starting.");
  }

  @Test
  void everyLineOfATextGetsItsLabel() {
    // When
    console.task(new RunId("w1"), "end", new TaskId("t9"), OptionalLong.empty(), "one\ntwo");
    // Then
    assertThat(printed.toString().lines())
        .containsExactly(
            "2026-11-20 23:21:46.936 [w1/end/t9] one", "2026-11-20 23:21:46.936 [w1/end/t9] two");
  }

  @Test
  void anEmptyLineIsALineToo() {
    // When
    console.task(new RunId("w1"), "end", new TaskId("t9"), OptionalLong.empty(), "");
    // Then
    assertThat(printed.toString()).isEqualToIgnoringNewLines("2026-11-20 23:21:46.936 [w1/end/t9]");
  }

  @Test
  void whereThereIsNoTerminalALineSaysNowAndThenHowFarTheRunIs() {
    // Given
    var display = new PlainDisplay(new PrintWriter(printed), CLOCK, UTC, Duration.ofMillis(5));
    var progress = List.of(new StepProgress("body", 10, 5, 2, 3, 0));
    // When
    try (var _ = new RunConsole(display, Clock.systemUTC(), UTC).watch(() -> progress)) {
      await().until(() -> printed.toString().lines().count() > 1);
    }
    // Then
    assertThat(printed.toString().lines())
        .allMatch(
            "2026-11-20 23:21:46.936 After 0 s: 3 of 10 known tasks done; running: body (2); 5 queued."
                ::equals);
    assertThat(printed.toString()).doesNotContain("\u001b");
  }
}
