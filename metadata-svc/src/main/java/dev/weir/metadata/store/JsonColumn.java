package dev.weir.metadata.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.client.Json;

/** What is kept in a column as JSON. */
final class JsonColumn {
  private JsonColumn() {}

  static <T> T read(String column, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(column, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON does not read as " + type.getType(), e);
    }
  }
}
