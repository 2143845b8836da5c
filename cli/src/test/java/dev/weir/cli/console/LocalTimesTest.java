package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {
  private static final long FROM = Instant.parse("1970-01-01T00:00:00Z").toEpochMilli();
  private static final long TO = Instant.parse("2099-12-31T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"})
  void areThoseOfJavaTime(String zone) {
    var times = new LocalTimes(TimeZone.getTimeZone(zone));
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      // Given
      var time = Instant.ofEpochMilli(random.nextLong(FROM, TO));
      var there = time.atZone(ZoneId.of(zone));
      // Then
      assertThat(times.withSeconds(time))
          .as("seed %d", seed)
          .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(there));
      assertThat(times.withMillis(time))
          .as("seed %d", seed)
          .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").format(there));
    }
  }
}
