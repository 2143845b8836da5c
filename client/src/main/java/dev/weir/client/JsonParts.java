package dev.weir.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link RecordCodecs} are made of: values as {@link Json#mapper()} writes and reads them. */
public final class JsonParts {
  private JsonParts() {}

  // --- Writing --------------------------------------------------------------------------------

  public static void writeInt(int value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }

  public static void writeLong(long value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }

  public static void writeDouble(double value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }

  public static void writeBoolean(boolean value, JsonGenerator out) throws IOException {
    out.writeBoolean(value);
  }

  public static void writeIntOrNull(@Nullable Integer value, JsonGenerator out) throws IOException {
    writeAny(value, out);
  }

  public static void writeLongOrNull(@Nullable Long value, JsonGenerator out) throws IOException {
    writeAny(value, out);
  }

  public static void writeDoubleOrNull(@Nullable Double value, JsonGenerator out)
      throws IOException {
    writeAny(value, out);
  }

  public static void writeBooleanOrNull(@Nullable Boolean value, JsonGenerator out)
      throws IOException {
    writeAny(value, out);
  }

  public static void writeText(@Nullable String value, JsonGenerator out) throws IOException {
    out.writeString(value);
  }

  public static void writeInstant(@Nullable Instant value, JsonGenerator out) throws IOException {
    out.writeString(value == null ? null : value.toString());
  }

  public static void writeDuration(@Nullable Duration value, JsonGenerator out) throws IOException {
    out.writeString(value == null ? null : value.toString());
  }

  public static void writeUri(@Nullable URI value, JsonGenerator out) throws IOException {
    out.writeString(value == null ? null : value.toString());
  }

  public static void writePath(@Nullable Path value, JsonGenerator out) throws IOException {
    out.writeString(value == null ? null : value.toUri().toString());
  }

  /** What JSON itself has; anything else is {@linkplain #unmapped unmapped}. */
  public static void writeAny(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        writeAny(each, out);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else {
      throw unmapped(value);
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> each : sorted(map).entrySet()) {
      if (!(each.getKey() instanceof String key)) {
        throw unmapped(map);
      }
      out.writeFieldName(key);
      writeAny(each.getValue(), out);
    }
    out.writeEndObject();
  }

  /** By key: equal maps are equal bytes. */
  public static <K, V> Map<K, V> sorted(Map<K, V> map) {
    return map instanceof SortedMap || map.size() < 2 ? map : new TreeMap<>(map);
  }

  public static boolean isEmpty(Object value) {
    return value instanceof String text && text.isEmpty()
        || value instanceof Collection<?> all && all.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  public static UnmappedException unmapped(Object value) {
    return new UnmappedException(value);
  }

  /** Only {@link Json#mapper()} knows how to write that. */
  @SuppressWarnings("serial") // It never leaves this package.
  public static final class UnmappedException extends RuntimeException {
    UnmappedException(Object value) {
      super(value.getClass().getName(), null, false, false);
    }
  }

  // --- Reading --------------------------------------------------------------------------------

  public static boolean isNull(JsonParser in) {
    return in.currentToken() == JsonToken.VALUE_NULL;
  }

  public static void expectObject(JsonParser in) throws IOException {
    expect(JsonToken.START_OBJECT, in);
  }

  public static void expectArray(JsonParser in) throws IOException {
    expect(JsonToken.START_ARRAY, in);
  }

  public static void expectEnd(JsonParser in) throws IOException {
    expect(JsonToken.END_OBJECT, in);
  }

  private static void expect(JsonToken token, JsonParser in) throws IOException {
    if (in.currentToken() != token) {
      throw unexpected(in);
    }
  }

  /** Goes to the next element of an array, or to its end. */
  public static boolean hasElement(JsonParser in) throws IOException {
    var token = in.nextToken();
    if (token == null) {
      throw new JsonEOFException(in, null, "the array has no end");
    }
    return token != JsonToken.END_ARRAY;
  }

  /** The value of an object's first property, which has to be that one. */
  public static String tag(String property, JsonParser in) throws IOException {
    if (!property.equals(in.nextFieldName())) {
      throw unexpected(in);
    }
    in.nextToken();
    return text(in);
  }

  public static String text(JsonParser in) throws IOException {
    expect(JsonToken.VALUE_STRING, in);
    return in.getText();
  }

  public static @Nullable String readText(JsonParser in) throws IOException {
    return isNull(in) ? null : text(in);
  }

  public static int readInt(JsonParser in) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, in);
    return in.getIntValue();
  }

  public static long readLong(JsonParser in) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, in);
    return in.getLongValue();
  }

  public static double readDouble(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT, in);
    }
    return in.getDoubleValue();
  }

  public static boolean readBoolean(JsonParser in) throws IOException {
    return in.getBooleanValue();
  }

  public static @Nullable Integer readIntOrNull(JsonParser in) throws IOException {
    return isNull(in) ? null : Integer.valueOf(readInt(in));
  }

  public static @Nullable Long readLongOrNull(JsonParser in) throws IOException {
    return isNull(in) ? null : Long.valueOf(readLong(in));
  }

  public static @Nullable Double readDoubleOrNull(JsonParser in) throws IOException {
    return isNull(in) ? null : Double.valueOf(readDouble(in));
  }

  public static @Nullable Boolean readBooleanOrNull(JsonParser in) throws IOException {
    return isNull(in) ? null : Boolean.valueOf(readBoolean(in));
  }

  public static @Nullable Instant readInstant(JsonParser in) throws IOException {
    return isNull(in) ? null : Instant.parse(text(in));
  }

  public static @Nullable Duration readDuration(JsonParser in) throws IOException {
    return isNull(in) ? null : Duration.parse(text(in));
  }

  public static @Nullable URI readUri(JsonParser in) throws IOException {
    return isNull(in) ? null : URI.create(text(in));
  }

  public static @Nullable Path readPath(JsonParser in) throws IOException {
    return isNull(in) ? null : Path.of(URI.create(text(in)));
  }

  /** Numbers as Integer, Long, BigInteger or Double, whichever is the first that fits. */
  public static @Nullable Object readAny(JsonParser in) throws IOException {
    if (in.currentToken() == null) {
      throw unexpected(in);
    }
    return switch (in.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT -> in.getNumberValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (hasElement(in)) {
          list.add(readAny(in));
        }
        yield list;
      }
      case START_OBJECT -> readMap(in);
      default -> throw unexpected(in);
    };
  }

  static Map<String, Object> readMap(JsonParser in) throws IOException {
    expectObject(in);
    var map = new LinkedHashMap<String, Object>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      in.nextToken();
      map.put(key, readAny(in));
    }
    expectEnd(in);
    return map;
  }

  public static IOException unexpected(JsonParser in) {
    return new IOException("unexpected " + in.currentToken());
  }
}
