package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T11:00:00Z");

  @Test
  void countsWhatHasPassedWhateverIsDoneToTheClock() {
    // Given
    var nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may begin anywhere
    var watch = new Stopwatch(BEGIN, nanos::get);
    // When
    nanos.addAndGet(Duration.ofSeconds(90).toNanos());
    // Then
    assertThat(watch.begin()).isEqualTo(BEGIN);
    assertThat(watch.now()).isEqualTo(BEGIN.plusSeconds(90));
  }
}
