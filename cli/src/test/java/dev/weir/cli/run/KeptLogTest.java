package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptLogTest {
  private static final int LINES_OF_A_MEGABYTE = (1 << 20) / 1024;

  private static LogLine line(Stream stream) {
    return new LogLine(Instant.EPOCH, stream, "x".repeat(1023));
  }

  @Test
  void whatIsBeyondTheLimitIsCountedAndSaid() {
    // Given
    var log = new KeptLog(new LogLimit(1));
    for (int i = 0; i < LINES_OF_A_MEGABYTE; i++) {
      assertThat(log.of(line(Stream.STDOUT))).containsExactly(line(Stream.STDOUT));
    }
    // When
    var first = log.of(line(Stream.STDOUT));
    var second = log.of(new LogLine(Instant.EPOCH, Stream.STDOUT, "short"));
    // Then
    assertThat(first.getFirst().stream()).isEqualTo(Stream.RUNTIME);
    assertThat(first.getFirst().text())
        .isEqualTo("The log is cut here: standard output has reached the --max-log-size of 1 MB.");
    assertThat(second).isEmpty();
    assertThat(log.cuts())
        .extracting(LogLine::text)
        .containsExactly("2 lines (0.0 MB) of standard output were printed and not kept.");
  }

  @Test
  void eachStreamHasItsOwnLimitAndWeirsRemarksHaveNone() {
    // Given
    var log = new KeptLog(new LogLimit(0));
    // When
    log.of(line(Stream.STDOUT));
    log.of(line(Stream.STDERR));
    // Then
    assertThat(log.of(line(Stream.RUNTIME))).containsExactly(line(Stream.RUNTIME));
    assertThat(log.cuts()).hasSize(2);
    assertThat(new KeptLog(LogLimit.DEFAULT).cuts()).isEmpty();
  }
}
