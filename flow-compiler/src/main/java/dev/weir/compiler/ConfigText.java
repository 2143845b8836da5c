package dev.weir.compiler;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.weir.client.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A config's text and where it is from.
 *
 * @param origin a file, or how it was given
 */
record ConfigText(String origin, String text) {
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(Object.class)
          .with(JsonParser.Feature.ALLOW_COMMENTS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * The values in it.
   *
   * @throws FlowErrors that names line and column where it can't be read
   */
  Object read() {
    try {
      return isProperties() ? properties() : READER.readValue(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var column = at == null ? "" : " (column " + at.getColumnNr() + ")";
      throw new FlowErrors(
          new Diagnostic(
              origin,
              at == null ? 0 : at.getLineNr(),
              Rule.CONFIGS,
              e.getOriginalMessage() + column,
              null));
    } catch (IOException | IllegalArgumentException e) {
      throw new FlowErrors(
          new Diagnostic(origin, 0, Rule.CONFIGS, String.valueOf(e.getMessage()), null));
    }
  }

  /** Where that part stands: its line and column. */
  Place place(List<String> keys) {
    return new Place(origin, isProperties() ? propertyLine(keys) : jsonLine(keys));
  }

  private boolean isProperties() {
    return origin.endsWith(".properties");
  }

  private Object properties() throws IOException {
    var flat = new Properties();
    flat.load(new StringReader(text));
    var tree = new LinkedHashMap<String, Object>();
    for (var name : new TreeMap<>(flat).keySet()) {
      put(tree, List.of(name.toString().split("\\.")), flat.getProperty(name.toString()));
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, List<String> keys, String value) {
    var below = tree.computeIfAbsent(keys.getFirst(), key -> new LinkedHashMap<String, Object>());
    if (keys.size() == 1) {
      tree.put(keys.getFirst(), value);
      return;
    }
    if (!(below instanceof Map<?, ?>)) {
      throw new IllegalArgumentException(keys.getFirst() + " is a value and has keys below it");
    }
    @SuppressWarnings("unchecked") // Made above.
    var map = (Map<String, Object>) below;
    put(map, keys.subList(1, keys.size()), value);
  }

  private int propertyLine(List<String> keys) {
    var key = String.join(".", keys);
    var lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(key)) {
        return i + 1;
      }
    }
    return 0;
  }

  private int jsonLine(List<String> keys) {
    try (var in = Json.mapper().createParser(text)) {
      in.enable(JsonParser.Feature.ALLOW_COMMENTS);
      in.nextToken();
      for (var key : keys) {
        if (!descend(in, key)) {
          break;
        }
      }
      return in.currentTokenLocation().getLineNr();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Moves to the value of that key or index; stays at the start where there is none. */
  private static boolean descend(JsonParser in, String key) throws IOException {
    int index = 0;
    var isArray = in.currentToken() == JsonToken.START_ARRAY;
    while (in.nextToken() != null && !in.currentToken().isStructEnd()) {
      var name = isArray ? Integer.toString(index++) : in.currentName();
      if (!isArray) {
        in.nextToken();
      }
      if (key.equals(name)) {
        return true;
      }
      in.skipChildren();
    }
    return false;
  }
}
