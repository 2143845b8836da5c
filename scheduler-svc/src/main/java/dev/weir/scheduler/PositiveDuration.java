package dev.weir.scheduler;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.spi.Converter;

/** A duration longer than nothing. */
public class PositiveDuration implements Converter<Duration> {
  private static final long serialVersionUID = 1;

  @Override
  public Duration convert(String text) {
    Duration value;
    try {
      value = Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration such as PT30S: " + text, e);
    }
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("not longer than nothing: " + text);
    }
    return value;
  }
}
