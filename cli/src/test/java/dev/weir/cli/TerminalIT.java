package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weir run} on a terminal, as a user sees it. */
class TerminalIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  /** Tasks that go on when files appear, so that the test knows what there is to see. */
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      public class SlowFlow extends FlowSpec {
        List<Integer> items = List.of(0, 1, 2, 3);
        int got;

        @Step Next start() { return foreach(items, this::body); }
        @Step Next body() throws Exception {
          got = input(Integer.class);
          System.out.println("line of " + got);
          while (got > 1 && !Files.exists(Path.of("go"))) Thread.sleep(20);
          return next(this::join);
        }
        @Step Next join(Inputs<SlowFlow> inputs) { return next(this::end); }
        @Step void end() { System.out.println("the end"); }
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void aFlow() throws IOException {
    assumeThat(Pty.isThere()).as("python3, which makes a pseudo-terminal").isTrue();
    Files.writeString(folder.resolve("SlowFlow.java"), FLOW);
  }

  private Pty run(Map<String, String> more, String... arguments) throws IOException {
    var environment = new HashMap<>(more);
    environment.put("WEIR_NO_BUILD", "1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", folder.resolve(".cache").toString());
    var command = new ArrayList<String>();
    command.add(PackagedWeir.script());
    command.addAll(List.of("run", "SlowFlow.java", "--max-workers", "2"));
    command.addAll(List.of(arguments));
    return Pty.start(100, 20, folder, environment, command);
  }

  private void letGo() throws IOException {
    Files.createFile(folder.resolve("go"));
  }

  private static void awaitTable(Pty terminal) {
    await().atMost(LONG).until(() -> terminal.shows("3 of 5 known tasks done, 2 running"));
  }

  @Test
  void aTableShowsHowFarTheRunIsAndLinesScrollAboveIt() throws Exception {
    try (var terminal = run(Map.of())) {
      // When
      awaitTable(terminal);
      await().atMost(LONG).until(() -> terminal.shows("line of 3"));
      // Then
      var lines = terminal.screen().lines();
      int row = terminal.screen().cursorRow();
      assertThat(lines.subList(row - 5, row - 1))
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("start  done"),
              line -> assertThat(line).startsWith("body   running  2/4  [").endsWith("2 running"),
              line -> assertThat(line).isEqualTo("join   waiting"),
              line -> assertThat(line).isEqualTo("end    waiting"));
      assertThat(String.join("", lines.subList(0, row - 5))).contains("] line of 0", "line of 3");
      assertThat(terminal.written()).contains("\u001b[32mdone").doesNotContain("\u001b[?25l");
      letGo();
      assertThat(terminal.await()).isZero();
      assertThat(terminal.shows("known tasks")).isFalse();
      assertThat(terminal.shows("] the end")).isTrue();
      assertThat(terminal.screen().lines().get(terminal.screen().cursorRow() - 1))
          .endsWith("Done!");
    }
  }

  @Test
  void aNewSizeIsFollowed() throws Exception {
    try (var terminal = run(Map.of())) {
      awaitTable(terminal);
      // When
      terminal.resize(40, 10);
      // Then: the bar does not fit any more, and nothing is there twice
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(terminal.screen().lines())
                      .containsOnlyOnce("body   running  2/4  2 running")
                      .filteredOn(line -> line.startsWith("body   running"))
                      .hasSize(1));
      letGo();
      assertThat(terminal.await()).isZero();
      assertThat(terminal.shows("known tasks")).isFalse();
    }
  }

  @Test
  void ctrlCLeavesLinesAndNoTable() throws Exception {
    try (var terminal = run(Map.of())) {
      awaitTable(terminal);
      // When
      terminal.pressCtrlC();
      // Then
      assertThat(terminal.await()).isEqualTo(130);
      assertThat(terminal.shows("known tasks")).isFalse();
      assertThat(terminal.shows("Workflow cancelled.")).isTrue();
      assertThat(terminal.screen().cursorColumn()).isZero();
    }
  }

  @Test
  void coloursAndTheTableCanBeTurnedOff() throws Exception {
    try (var plain = run(Map.of("TERM", "dumb"));
        var grey = run(Map.of("NO_COLOR", "1"))) {
      // When
      awaitTable(grey);
      await().atMost(LONG).until(() -> plain.shows("line of 3"));
      letGo();
      // Then
      assertThat(grey.await()).isZero();
      assertThat(plain.await()).isZero();
      assertThat(grey.written()).doesNotContainPattern("\u001b\\[[0-9;]*m");
      assertThat(plain.written()).doesNotContain("\u001b").contains("Done!");
    }
  }
}
