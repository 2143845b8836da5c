package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunConsoleTest {
  private static final Instant NOW = Instant.parse("2026-11-20T23:21:46.936Z");

  private final StringWriter printed = new StringWriter();
  private final RunConsole console =
      new RunConsole(new PrintWriter(printed), Clock.fixed(NOW, ZoneOffset.UTC));

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
}
