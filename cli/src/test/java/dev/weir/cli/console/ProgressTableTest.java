package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Run.StepProgress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTableTest {
  private static final StepProgress START = new StepProgress("start", 1, 0, 0, 1, 0);
  private static final StepProgress BODY = new StepProgress("body", 1000, 651, 8, 340, 1);
  private static final StepProgress JOIN = new StepProgress("join", 0, 0, 0, 0, 0);
  private static final StepProgress END = new StepProgress("end", 0, 0, 0, 0, 0);
  private static final List<StepProgress> FLOW = List.of(START, BODY, JOIN, END);

  private static List<String> table(List<StepProgress> steps, int columns, int rows) {
    return ProgressTable.lines(
        steps, Duration.ofSeconds(64), new TerminalSize(columns, rows), Colours.NONE);
  }

  private static StepProgress running(String name, int total, int done) {
    return new StepProgress(name, total, total - done - 1L, 1, done, 0);
  }

  @Test
  void eachStepHasALineAndAllHaveOne() {
    // When
    var table = table(List.of(START, running("body", 1000, 340), JOIN, END), 80, 24);
    // Then
    assertThat(table)
        .containsExactly(
            "start  done",
            "body   running  340/1000  [########..................]  1 running",
            "join   waiting",
            "end    waiting",
            "341 of 1001 known tasks done, 1 running, 1 min 04 s");
  }

  @Test
  void failuresAreNamed() {
    // When
    var table = table(FLOW, 100, 24);
    // Then
    assertThat(table.get(1)).startsWith("body   failed ").endsWith("8 running, 1 failed");
    assertThat(table.getLast())
        .isEqualTo("341 of 1001 known tasks done, 8 running, 1 failed, 1 min 04 s");
  }

  @ParameterizedTest
  @CsvSource({"200, 50", "80, 24", "60, 24", "40, 10", "20, 5", "5, 2", "1, 1"})
  void noTerminalHasToWrapOrScroll(int columns, int rows) {
    // Given
    var steps = IntStream.range(0, 40).mapToObj(i -> running("aLongNameOfAStep" + i, 100, i));
    // When
    var table = table(steps.toList(), columns, rows);
    // Then
    assertThat(table).hasSizeLessThanOrEqualTo(Math.max(1, rows / 2));
    assertThat(table).allMatch(line -> line.length() < columns || line.isEmpty());
  }

  @Test
  void whatDoesNotFitIsCountedAndWhatRunsIsShown() {
    // Given
    var steps =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    i < 20
                        ? new StepProgress("s" + i, 1, 0, 0, 1, 0)
                        : i == 20 ? running("s20", 9, 3) : new StepProgress("s" + i, 0, 0, 0, 0, 0))
            .toList();
    // When
    var table = table(steps, 80, 12);
    // Then
    assertThat(table).hasSize(6);
    assertThat(table.getFirst()).startsWith("s20  running  3/9");
    assertThat(table.get(1)).isEqualTo("s21  waiting");
    assertThat(table.get(4)).isEqualTo("and 36 more steps: 16 waiting, 20 done");
  }

  @Test
  void coloursChangeNothingButColours() {
    // Given
    var size = new TerminalSize(60, 24);
    // When
    var painted = ProgressTable.lines(FLOW, Duration.ofSeconds(64), size, new Colours(true));
    // Then
    assertThat(painted.getFirst()).contains("\u001b[32mdone");
    assertThat(
            painted.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").stripTrailing()))
        .containsExactlyElementsOf(table(FLOW, 60, 24));
  }
}
