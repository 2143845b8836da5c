package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value that is one JSON token, and has a text that gives it back.
 *
 * @param type what a value must be
 * @param bare whether a text stands without quotes
 */
record ScalarCodec<T>(
    Class<T> type, Function<T, String> text, Function<String, T> parse, Predicate<String> bare)
    implements JsonCodec {
  private static final Map<Class<?>, JsonCodec> KNOWN = known();

  /** The codec of a type whose values are one token each. */
  static @Nullable JsonCodec find(Class<?> type) {
    return type.isEnum() ? ofEnum(type) : KNOWN.get(type);
  }

  @Override
  public void write(Object value, JsonWriter out) {
    var text = keyText(value);
    if (bare.test(text)) {
      out.raw(text);
    } else {
      out.string(text);
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (!in.currentToken().isScalarValue() || in.currentToken() == JsonToken.VALUE_NULL) {
      JsonCodec.expect(in, JsonToken.VALUE_STRING);
    }
    return keyOf(in.getText());
  }

  @Override
  public boolean writesKeys() {
    return true;
  }

  @Override
  public String keyText(Object key) {
    if (!type.isInstance(key)) {
      throw new NotPortableException("is a " + key.getClass().getName());
    }
    return text.apply(type.cast(key));
  }

  @Override
  public Object keyOf(String text) {
    return parse.apply(text);
  }

  private static Map<Class<?>, JsonCodec> known() {
    var known = new HashMap<Class<?>, JsonCodec>();
    numbers(known);
    times(known);
    quoted(known, String.class, text -> text);
    quoted(known, Character.class, text -> text.charAt(0));
    quoted(known, BigInteger.class, BigInteger::new);
    quoted(known, BigDecimal.class, BigDecimal::new);
    quoted(known, UUID.class, UUID::fromString);
    quoted(known, URI.class, URI::create);
    add(
        known,
        byte[].class,
        bytes -> Base64.getEncoder().encodeToString(bytes),
        Base64.getDecoder()::decode,
        text -> false);
    known.put(char.class, known.get(Character.class));
    return Map.copyOf(known);
  }

  private static void numbers(Map<Class<?>, JsonCodec> known) {
    bare(known, boolean.class, Boolean.class, Boolean::valueOf);
    bare(known, byte.class, Byte.class, Byte::valueOf);
    bare(known, short.class, Short.class, Short::valueOf);
    bare(known, int.class, Integer.class, Integer::valueOf);
    bare(known, long.class, Long.class, Long::valueOf);
    bare(known, float.class, Float.class, Float::valueOf);
    bare(known, double.class, Double.class, Double::valueOf);
    add(known, Year.class, Year::toString, text -> Year.of(Integer.parseInt(text)), text -> true);
  }

  private static void times(Map<Class<?>, JsonCodec> known) {
    quoted(known, Instant.class, Instant::parse);
    quoted(known, Duration.class, Duration::parse);
    quoted(known, Period.class, Period::parse);
    quoted(known, LocalDate.class, LocalDate::parse);
    quoted(known, LocalTime.class, LocalTime::parse);
    quoted(known, LocalDateTime.class, LocalDateTime::parse);
    quoted(known, OffsetTime.class, OffsetTime::parse);
    quoted(known, OffsetDateTime.class, OffsetDateTime::parse);
    quoted(known, ZonedDateTime.class, ZonedDateTime::parse);
    quoted(known, YearMonth.class, YearMonth::parse);
    quoted(known, MonthDay.class, MonthDay::parse);
    quoted(known, ZoneId.class, ZoneId::of);
    quoted(known, ZoneOffset.class, ZoneOffset::of);
  }

  private static <T> void quoted(
      Map<Class<?>, JsonCodec> known, Class<T> type, Function<String, T> parse) {
    add(known, type, T::toString, parse, text -> false);
  }

  /** Numbers and truth: all their texts but {@code NaN} and the infinities are JSON. */
  private static <T> void bare(
      Map<Class<?>, JsonCodec> known,
      Class<?> primitive,
      Class<T> boxed,
      Function<String, T> parse) {
    add(known, boxed, T::toString, parse, text -> !text.endsWith("N") && !text.endsWith("y"));
    known.put(primitive, known.get(boxed));
  }

  private static <T> void add(
      Map<Class<?>, JsonCodec> known,
      Class<T> type,
      Function<T, String> text,
      Function<String, T> parse,
      Predicate<String> bare) {
    known.put(type, new ScalarCodec<>(type, text, parse, bare));
  }

  private static JsonCodec ofEnum(Class<?> type) {
    var constants = new HashMap<String, Object>();
    for (var constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    Function<String, Object> parse =
        name -> {
          var constant = constants.get(name);
          if (constant == null) {
            throw new IllegalArgumentException("enum " + type.getName() + " has no " + name);
          }
          return constant;
        };
    return new ScalarCodec<>(
        Object.class, constant -> ((Enum<?>) constant).name(), parse, text -> false);
  }
}
