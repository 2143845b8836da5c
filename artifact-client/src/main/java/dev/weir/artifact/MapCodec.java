package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map of the JDK's: an object where each key has a text, otherwise an array of pairs. One without
 * an order is sorted by its entries' bytes.
 */
record MapCodec(Kind kind, JsonCodec key, JsonCodec value) implements JsonCodec {

  /**
   * What a declared type means.
   *
   * @param accepts the values that {@code make}, filled, stands for without loss
   */
  record Kind(Predicate<Object> accepts, Supplier<Map<@Nullable Object, @Nullable Object>> make) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          Map.class, new Kind(MapCodec::isMap, LinkedHashMap::new),
          SequencedMap.class, new Kind(MapCodec::isMap, LinkedHashMap::new),
          HashMap.class, new Kind(exactly(HashMap.class), HashMap::new),
          LinkedHashMap.class, new Kind(exactly(LinkedHashMap.class), LinkedHashMap::new),
          SortedMap.class, new Kind(MapCodec::isMap, TreeMap::new),
          NavigableMap.class, new Kind(MapCodec::isMap, TreeMap::new),
          TreeMap.class, new Kind(exactly(TreeMap.class).and(MapCodec::isMap), TreeMap::new),
          ConcurrentMap.class, new Kind(exactly(ConcurrentHashMap.class), ConcurrentHashMap::new),
          ConcurrentHashMap.class,
              new Kind(exactly(ConcurrentHashMap.class), ConcurrentHashMap::new));

  static @Nullable Kind kindOf(Class<?> declared) {
    return KINDS.get(declared);
  }

  @Override
  public void write(Object map, JsonWriter out) {
    if (!kind.accepts.test(map)) {
      throw new NotPortableException("is a " + map.getClass().getName());
    }
    var entries = ((Map<?, ?>) map).entrySet();
    var object = key.writesKeys() && entries.stream().allMatch(entry -> isName(entry.getKey()));
    var parts = new ArrayList<byte[]>(entries.size());
    for (var entry : entries) {
      var part = out.part();
      if (object) {
        part.key(key.keyText(entry.getKey()));
        writeValue(entry, part);
      } else {
        writePair(entry, part);
      }
      parts.add(part.bytes());
    }
    if (Ordering.isUnordered(map)) {
      parts.sort(Arrays::compareUnsigned);
    }
    writeAll(parts, out, object ? "{}" : "[]");
  }

  /** Readers refuse half a surrogate pair in a name, though not in a value. */
  private boolean isName(@Nullable Object mapKey) {
    return mapKey != null && JsonWriter.isWhole(key.keyText(mapKey));
  }

  private static void writeAll(ArrayList<byte[]> parts, JsonWriter out, String brackets) {
    out.open(brackets.charAt(0));
    for (var i = 0; i < parts.size(); i++) {
      out.separate(i == 0);
      out.raw(parts.get(i));
    }
    out.close(brackets.charAt(1));
  }

  private void writePair(Map.Entry<?, ?> entry, JsonWriter out) {
    out.open('[');
    key.writeOrNull(entry.getKey(), out);
    out.separate(false);
    writeValue(entry, out);
    out.close(']');
  }

  private void writeValue(Map.Entry<?, ?> entry, JsonWriter out) {
    try {
      value.writeOrNull(entry.getValue(), out);
    } catch (NotPortableException e) {
      throw e.in("[" + entry.getKey() + "]");
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.START_OBJECT ? readObject(in) : readPairs(in);
  }

  private Object readObject(JsonParser in) throws IOException {
    var map = kind.make.get();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      in.nextToken();
      map.put(key.keyOf(name), value.readOrNull(in));
    }
    return map;
  }

  private Object readPairs(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_ARRAY);
    var map = kind.make.get();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      JsonCodec.expect(in, JsonToken.START_ARRAY);
      in.nextToken();
      var pairKey = key.readOrNull(in);
      in.nextToken();
      map.put(pairKey, value.readOrNull(in));
      in.nextToken();
      JsonCodec.expect(in, JsonToken.END_ARRAY);
    }
    return map;
  }

  private static Predicate<Object> exactly(Class<?> type) {
    return value -> value.getClass() == type;
  }

  static boolean isMap(Object value) {
    return value instanceof Map && Ordering.isOfTheJdk(value) && Ordering.isNatural(value);
  }
}
