package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.Run.StepProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
  private static final TerminalSize SIZE = new TerminalSize(60, 12);

  private final StringWriter written = new StringWriter();
  private final AtomicLong done = new AtomicLong();
  private final LiveDisplay display =
      new LiveDisplay(new PrintWriter(written), () -> SIZE, Colours.NONE);

  private List<StepProgress> progress() {
    long now = done.get();
    return List.of(new StepProgress("body", 100_000, 100_000 - now, 0, now, 0));
  }

  private List<String> shown() {
    var screen = new Screen(SIZE.columns(), SIZE.rows());
    screen.write(written.toString().replace("\n", "\r\n"));
    return screen.lines();
  }

  @Test
  void linesScrollAboveTheTableAndTheTableGoesAtTheEnd() {
    // When
    try (var _ = display.watch(this::progress)) {
      display.print("before\n");
      await().until(() -> shown().contains("0 of 100000 known tasks done, 0 s"));
      display.print("during\n");
      done.set(7);
      await().until(() -> shown().stream().anyMatch(line -> line.startsWith("7 of 100000")));
      // Then
      assertThat(shown().subList(0, 2)).containsExactly("before", "during");
      assertThat(shown().get(2)).startsWith("body  queued");
      display.print("last\n");
    }
    assertThat(shown()).startsWith("before", "during", "last");
    assertThat(shown().subList(3, shown().size())).allMatch(String::isEmpty);
  }

  @Test
  void manyEventsMakeFewFrames() {
    // Given
    long began = System.nanoTime();
    // When
    try (var _ = display.watch(this::progress)) {
      await().until(() -> written.toString().contains("known tasks"));
      for (int i = 0; i < 100_000; i++) {
        done.incrementAndGet();
        display.print("task " + i + "\n");
      }
    }
    // Then
    double seconds = (System.nanoTime() - began) / 1e9;
    long characters = 100_000 * "task 10000\n".length();
    assertThat(written.toString().split("\u001b\\[\\?2026h", -1).length)
        .isLessThan((int) (seconds * 10 + characters / (1 << 18) + 5));
    assertThat(shown()).contains("task 0", "task 99999");
  }
}
