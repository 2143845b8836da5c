package dev.weir.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 30d}, {@code 12h}, {@code 90m}, {@code 45s}, or as ISO 8601 has it. */
final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhd])");

  @Override
  public Duration convert(String text) {
    var match = SHORT.matcher(text);
    if (match.matches()) {
      long count = Long.parseLong(match.group(1));
      return switch (match.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      var time = Duration.parse(text);
      if (!time.isNegative()) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Told below, as a negative one is.
    }
    throw new TypeConversionException("'" + text + "' is no time such as 30d, 12h, 90m or PT12H");
  }
}
