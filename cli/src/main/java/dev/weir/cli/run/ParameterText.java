package dev.weir.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.cli.UserError;
import dev.weir.client.Json;
import dev.weir.protocol.ParameterSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.function.Function;

/** Reads what stands after a parameter's option as the JSON value that the parameter's type has. */
final class ParameterText {
  private ParameterText() {}

  /** A type as people call it, what may stand for it, and how that is read. */
  private record Reader(String name, String example, Function<String, Object> read) {}

  /** The type's name, for help and errors. */
  static String typeName(ParameterSpec spec) {
    return spec.kind() == ParameterSpec.Kind.FILE ? "file" : reader(spec.type()).name();
  }

  static Object read(ParameterSpec spec, String text) {
    var reader = reader(spec.type());
    try {
      return reader.read().apply(text);
    } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
      var option = OptionNames.of(spec.name());
      throw new UserError(
          option
              + ": '"
              + text
              + "' is not "
              + reader.name()
              + ". An example: "
              + option
              + " "
              + reader.example());
    }
  }

  private static Reader reader(String type) {
    return switch (type) {
      case "byte", "java.lang.Byte" -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "short", "java.lang.Short" -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
      case "int", "java.lang.Integer" -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long", "java.lang.Long" -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "java.math.BigInteger" -> new Reader("a whole number", "7", BigInteger::new);
      case "float", "java.lang.Float", "double", "java.lang.Double" ->
          new Reader("a number", "0.5", ParameterText::finite);
      case "java.math.BigDecimal" -> new Reader("a number", "0.5", BigDecimal::new);
      case "boolean", "java.lang.Boolean" ->
          new Reader("true or false", "true", ParameterText::bool);
      case "char", "java.lang.Character" ->
          new Reader("a single character", "x", ParameterText::character);
      case "java.lang.String", "java.lang.CharSequence" -> new Reader("text", "abc", text -> text);
      case "java.time.LocalDate" -> new Reader("a date", "2026-11-20", parsed(LocalDate::parse));
      case "java.time.LocalDateTime" ->
          new Reader("a date and time", "2026-11-20T23:21:46", parsed(LocalDateTime::parse));
      case "java.time.Instant" ->
          new Reader("a moment", "2026-11-20T23:21:46Z", parsed(Instant::parse));
      case "java.time.Duration" -> new Reader("a duration", "PT5M", parsed(Duration::parse));
      default -> composite(type);
    };
  }

  private static Reader composite(String type) {
    if (type.endsWith("[]") || type.matches("java\\.util\\.(List|Set|Collection)\\b.*")) {
      return new Reader("a JSON array (" + simple(type) + ")", "'[1, 2]'", json('['));
    }
    if (type.startsWith("java.util.Map")) {
      return new Reader("a JSON object (" + simple(type) + ")", "'{\"a\": 1}'", json('{'));
    }
    return new Reader("a value of type " + simple(type), "VALUE", ParameterText::jsonOrText);
  }

  private static String simple(String type) {
    return type.replaceAll("[a-z][a-z0-9_]*\\.", "");
  }

  private static Reader whole(long min, long max) {
    return new Reader(
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
  private static Function<String, Object> parsed(Function<CharSequence, Object> parse) {
    return text -> parse.apply(text.strip()).toString();
  }

  private static Function<String, Object> json(char first) {
    return text -> {
      var stripped = text.strip();
      if (stripped.isEmpty() || stripped.charAt(0) != first) {
        throw new IllegalArgumentException(text);
      }
      return json(stripped);
    };
  }

  private static Object json(String text) {
    try {
      return Json.mapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Object jsonOrText(String text) {
    var stripped = text.strip();
    return stripped.startsWith("{") || stripped.startsWith("[") ? json(stripped) : text;
  }
}
