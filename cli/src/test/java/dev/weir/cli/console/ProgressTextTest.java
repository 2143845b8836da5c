package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Run.StepProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {
  @Test
  void oneLineSaysWhatRunsWhatWaitsAndWhatHasNotBegun() {
    // Given
    var steps =
        List.of(
            new StepProgress("start", 1, 0, 0, 1, 0),
            new StepProgress("body", 10, 5, 2, 3, 0),
            new StepProgress("join", 0, 0, 0, 0, 0),
            new StepProgress("end", 0, 0, 0, 0, 0));
    // When
    var line = ProgressText.summary(steps, Duration.ofMinutes(1));
    // Then
    assertThat(line)
        .isEqualTo(
            "After 1 min 00 s: 4 of 11 known tasks done; running: body (2); 5 queued;"
                + " not begun: join, end.");
  }

  @Test
  void nothingRunsIsSaidToo() {
    // When
    var line = ProgressText.summary(List.of(), Duration.ofHours(2));
    // Then
    assertThat(line).isEqualTo("After 2 h 00 min: 0 of 0 known tasks done; none is running.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.9S, 0 s",
    "PT59S, 59 s",
    "PT61S, 1 min 01 s",
    "PT59M59S, 59 min 59 s",
    "PT25H3M, 25 h 03 min"
  })
  void timesReadAsPeopleSayThem(Duration time, String text) {
    assertThat(ProgressText.text(time)).isEqualTo(text);
  }
}
