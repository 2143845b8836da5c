package dev.weir.cli.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A type of the JDK's whose values are one word.
 *
 * @param name as people call it
 * @param example what may stand for a value
 * @param read gives the JSON of a text; throws when it is none
 */
record TextReader(String name, String example, Function<String, Object> read) {

  static Optional<TextReader> of(String type) {
    return Optional.ofNullable(
        switch (type) {
          case "byte", "java.lang.Byte" -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
          case "short", "java.lang.Short" -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
          case "int", "java.lang.Integer" -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
          case "long", "java.lang.Long" -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
          case "java.math.BigInteger" -> new TextReader("a whole number", "7", BigInteger::new);
          case "float", "java.lang.Float", "double", "java.lang.Double" ->
              new TextReader("a number", "0.5", TextReader::finite);
          case "java.math.BigDecimal" -> new TextReader("a number", "0.5", BigDecimal::new);
          case "boolean", "java.lang.Boolean" ->
              new TextReader("true or false", "true", TextReader::bool);
          case "char", "java.lang.Character" ->
              new TextReader("a single character", "x", TextReader::character);
          case "java.lang.String", "java.lang.CharSequence" ->
              new TextReader("text", "abc", text -> text);
          case "java.nio.file.Path" -> parsed("a path", "data/in", Path::of);
          case "java.net.URI" -> parsed("a URI", "https://example.org/a", URI::create);
          case "java.util.UUID" ->
              parsed("a UUID", "123e4567-e89b-12d3-a456-426614174000", UUID::fromString);
          default -> time(type);
        });
  }

  /** One of an enum's constants, in whichever case it is written. */
  static TextReader choice(List<String> constants) {
    return new TextReader(
        "one of " + String.join(", ", constants),
        constants.getFirst(),
        text ->
            constants.stream()
                .filter(constant -> constant.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)));
  }

  private static TextReader time(String type) {
    return switch (type) {
      case "java.time.LocalDate" -> parsed("a date", "2026-11-20", LocalDate::parse);
      case "java.time.LocalTime" -> parsed("a time", "23:21:46", LocalTime::parse);
      case "java.time.LocalDateTime" ->
          parsed("a date and time", "2026-11-20T23:21:46", LocalDateTime::parse);
      case "java.time.Instant" -> parsed("a moment", "2026-11-20T23:21:46Z", Instant::parse);
      case "java.time.OffsetTime" -> parsed("a time", "23:21:46+01:00", OffsetTime::parse);
      case "java.time.OffsetDateTime" ->
          parsed("a moment", "2026-11-20T23:21:46+01:00", OffsetDateTime::parse);
      case "java.time.ZonedDateTime" ->
          parsed("a moment", "2026-11-20T23:21:46+01:00[Europe/Berlin]", ZonedDateTime::parse);
      case "java.time.Duration" -> parsed("a duration", "PT5M", Duration::parse);
      case "java.time.Period" -> parsed("a period", "P3D", Period::parse);
      case "java.time.Year" -> parsed("a year", "2026", Year::parse);
      case "java.time.YearMonth" -> parsed("a month", "2026-11", YearMonth::parse);
      case "java.time.MonthDay" -> parsed("a day of the year", "--11-20", MonthDay::parse);
      case "java.time.ZoneId" -> parsed("a time zone", "Europe/Berlin", ZoneId::of);
      case "java.time.ZoneOffset" -> parsed("an offset", "+01:00", ZoneOffset::of);
      default -> null;
    };
  }

  private static TextReader whole(long min, long max) {
    return new TextReader(
        "a whole number from " + min + " to " + max,
        "7",
        text -> {
          long value = new BigInteger(text.strip()).longValueExact();
          if (value < min || value > max) {
            throw new ArithmeticException("out of range");
          }
          return value;
        });
  }

  private static Object finite(String text) {
    double value = Double.parseDouble(text.strip());
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("JSON has no " + value);
    }
    return value;
  }

  private static Object bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** Text that the type itself must be able to read, and will read again from JSON. */
  private static TextReader parsed(String name, String example, Function<String, Object> parse) {
    return new TextReader(name, example, text -> parse.apply(text.strip()).toString());
  }
}
