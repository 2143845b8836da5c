package dev.weir.compiler;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a length of time as people write it: {@code 30s}; or as ISO 8601 has it. */
final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    var matcher = SHORT.matcher(text.strip());
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Optional.of(Duration.ofMillis(count));
        case "s" -> Optional.of(Duration.ofSeconds(count));
        case "m" -> Optional.of(Duration.ofMinutes(count));
        case "h" -> Optional.of(Duration.ofHours(count));
        default -> Optional.of(Duration.ofDays(count));
      };
    }
    try {
      return Optional.of(Duration.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
