package dev.weir.cli.console;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * Moments as people in a time zone write them. By hand: {@code java.time}'s own zones look for
 * providers in every jar of the class path, which takes a short command longer than its work.
 */
public record LocalTimes(TimeZone zone) {

  /** Where this process runs. */
  public static LocalTimes here() {
    return new LocalTimes(TimeZone.getDefault());
  }

  /** {@code 2026-11-20 23:21:46}. */
  public String withSeconds(Instant time) {
    return toSecond(at(time)).toString();
  }

  /** {@code 2026-11-20 23:21:46.936}. */
  public String withMillis(Instant time) {
    var there = at(time);
    var text = toSecond(there).append('.');
    return padded(there.getNano() / 1_000_000, 3, text).toString();
  }

  private OffsetDateTime at(Instant time) {
    int offset = zone.getOffset(time.toEpochMilli());
    return time.atOffset(ZoneOffset.ofTotalSeconds(offset / 1000));
  }

  private static StringBuilder toSecond(OffsetDateTime time) {
    var text = padded(time.getYear(), 4, new StringBuilder(23)).append('-');
    padded(time.getMonthValue(), 2, text).append('-');
    padded(time.getDayOfMonth(), 2, text).append(' ');
    padded(time.getHour(), 2, text).append(':');
    padded(time.getMinute(), 2, text).append(':');
    return padded(time.getSecond(), 2, text);
  }

  private static StringBuilder padded(int number, int digits, StringBuilder text) {
    var plain = Integer.toString(number);
    return text.repeat('0', Math.max(0, digits - plain.length())).append(plain);
  }
}
