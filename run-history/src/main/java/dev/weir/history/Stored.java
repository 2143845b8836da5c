package dev.weir.history;

import dev.weir.client.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What columns of the local record hold as JSON. */
final class Stored {
  private Stored() {}

  static <T> T record(String text, Class<T> type) {
    return read(text, json -> Json.read(json, type));
  }

  static <T> List<T> list(String text, Class<T> element) {
    return read(text, json -> Json.readList(json, element));
  }

  static Map<String, Object> values(String text) {
    return read(text, Json::readMap);
  }

  private static <T> T read(String text, Function<byte[], T> reader) {
    try {
      return reader.apply(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the record of local runs holds what Weir can't read", e);
    }
  }
}
