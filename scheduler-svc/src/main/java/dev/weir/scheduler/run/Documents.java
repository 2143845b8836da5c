package dev.weir.scheduler.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.client.Json;
import java.util.Map;

/** Reads back the JSON that a row keeps as text. */
final class Documents {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Documents() {}

  static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
    }
  }

  static Map<String, Object> map(String json) {
    try {
      return Json.mapper().readValue(json, MAP);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is no object", e);
    }
  }
}
