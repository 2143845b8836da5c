package dev.weir.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one way records of {@code protocol} become JSON: equal values give equal bytes. */
public final class Json {
  private static final RecordCodecs CODECS = new ProtocolTypesCodecs();

  /** Names of properties are compared with few others, and soon garbage. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private Json() {}

  /** Made by who first needs it: it takes long. */
  private static final class Databind {
    private static final ObjectMapper MAPPER = configure(JsonMapper.builder()).build();
  }

  /** The settings themselves, so that a service's mapper writes what this one reads. */
  public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
    return builder
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** For what no record is there for, and to write with indentation. */
  public static ObjectMapper mapper() {
    return Databind.MAPPER;
  }

  public static byte[] bytes(Object value) {
    return bytes(value, CODECS);
  }

  /** With codecs for other types than those of {@code protocol}. */
  public static byte[] bytes(Object value, RecordCodecs codecs) {
    var bytes = new ByteArrayOutputStream();
    try (var out = FACTORY.createGenerator(bytes)) {
      write(value, codecs, out);
    } catch (JsonParts.UnmappedException e) {
      return bytesByDatabind(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
    return bytes.toByteArray();
  }

  private static void write(@Nullable Object value, RecordCodecs codecs, JsonGenerator out)
      throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        write(each, codecs, out);
      }
      out.writeEndArray();
    } else if (value == null || !codecs.write(value, out)) {
      JsonParts.writeAny(value, out);
    }
  }

  private static byte[] bytesByDatabind(Object value) {
    try {
      return mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Reads bytes that must be of that type; says what is wrong where they are not. */
  public static <T> T read(byte[] json, Class<T> type) {
    return read(json, type, CODECS);
  }

  /** With codecs for other types than those of {@code protocol}. */
  public static <T> T read(byte[] json, Class<T> type, RecordCodecs codecs) {
    try (var in = FACTORY.createParser(json)) {
      in.nextToken();
      var value = codecs.read(type, in);
      if (value != null) {
        return value;
      }
    } catch (IOException | RuntimeException e) {
      // Databind takes more, and says better what is wrong.
    }
    try {
      return mapper().readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** Reads an array of such values, as {@link #read} does. */
  public static <T> List<T> readList(byte[] json, Class<T> element) {
    try (var in = FACTORY.createParser(json)) {
      in.nextToken();
      JsonParts.expectArray(in);
      var list = new ArrayList<T>();
      while (JsonParts.hasElement(in)) {
        var value = element == String.class ? element.cast(in.getText()) : CODECS.read(element, in);
        if (value == null) {
          return readListByDatabind(json, element);
        }
        list.add(value);
      }
      return list;
    } catch (IOException | RuntimeException e) {
      return readListByDatabind(json, element);
    }
  }

  /** Reads an object of any content. */
  public static Map<String, Object> readMap(byte[] json) {
    try (var in = FACTORY.createParser(json)) {
      in.nextToken();
      return JsonParts.readMap(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  private static <T> List<T> readListByDatabind(byte[] json, Class<T> element) {
    try {
      return mapper().readerForListOf(element).readValue(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a list of " + element.getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
