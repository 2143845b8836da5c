package dev.weir.scheduler.submit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a JSON value can be what a Java type's name says, as far as the name shows it. What it
 * doesn't show (records, types of the flow's own) is for the task that reads it.
 */
final class JsonTypes {
  private static final Map<String, Long> WHOLE =
      Map.of(
          "byte", (long) Byte.MAX_VALUE,
          "short", (long) Short.MAX_VALUE,
          "int", (long) Integer.MAX_VALUE,
          "long", Long.MAX_VALUE,
          "java.lang.Byte", (long) Byte.MAX_VALUE,
          "java.lang.Short", (long) Short.MAX_VALUE,
          "java.lang.Integer", (long) Integer.MAX_VALUE,
          "java.lang.Long", Long.MAX_VALUE);
  private static final Set<String> FRACTIONS =
      Set.of("float", "double", "java.lang.Float", "java.lang.Double");
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
  private static final Set<String> BOOLEANS = Set.of("boolean", "java.lang.Boolean");
  private static final Set<String> CHARACTERS = Set.of("char", "java.lang.Character");
  private static final Set<String> PRIMITIVES =
      Set.of("byte", "short", "int", "long", "float", "double", "boolean", "char");
  private static final Set<String> LISTS =
      Set.of(
          "java.util.List",
          "java.util.Set",
          "java.util.SortedSet",
          "java.util.Collection",
          "java.util.SequencedCollection");
  private static final Set<String> MAPS =
      Set.of("java.util.Map", "java.util.SortedMap", "java.util.SequencedMap");

  private JsonTypes() {}

  /** What was expected instead, if the value can't be of the type. */
  static Optional<String> fault(String type, @Nullable Object value) {
    if (value == null) {
      return expected(!PRIMITIVES.contains(type), "a value, not null");
    }
    if (WHOLE.containsKey(type)) {
      return expected(isWhole(value, WHOLE.get(type)), "a whole number that fits " + type);
    }
    if (FRACTIONS.contains(type)) {
      return expected(value instanceof Number || NOT_FINITE.contains(value), "a number");
    }
    if (type.equals("java.math.BigInteger")) {
      return expected(isInteger(value), "a whole number");
    }
    if (type.equals("java.math.BigDecimal")) {
      return expected(value instanceof Number, "a number");
    }
    if (BOOLEANS.contains(type)) {
      return expected(value instanceof Boolean, "true or false");
    }
    if (CHARACTERS.contains(type)) {
      return expected(value instanceof String s && s.length() == 1, "a text of one character");
    }
    if (type.equals("java.lang.String") || type.equals("byte[]")) {
      return expected(value instanceof String, "a text");
    }
    return structure(type, value);
  }

  private static Optional<String> structure(String type, Object value) {
    if (type.endsWith("[]")) {
      return elements(type.substring(0, type.length() - 2), value);
    }
    int bracket = type.indexOf('<');
    var raw = bracket < 0 ? type : type.substring(0, bracket);
    if (LISTS.contains(raw)) {
      return elements(bracket < 0 ? "" : type.substring(bracket + 1, type.length() - 1), value);
    }
    return MAPS.contains(raw) ? expected(value instanceof Map, "an object") : Optional.empty();
  }

  private static Optional<String> elements(String type, Object value) {
    if (!(value instanceof List<?> list)) {
      return Optional.of("a list");
    }
    for (int i = 0; i < list.size(); i++) {
      var fault = fault(type, list.get(i));
      if (fault.isPresent()) {
        return Optional.of("at [" + i + "] " + fault.get());
      }
    }
    return Optional.empty();
  }

  private static boolean isInteger(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private static boolean isWhole(Object value, long largest) {
    if (!isInteger(value)) {
      return false;
    }
    var number = new BigDecimal(value.toString()).toBigInteger();
    return number.compareTo(BigInteger.valueOf(largest)) <= 0
        && number.compareTo(BigInteger.valueOf(-largest - 1)) >= 0;
  }

  private static Optional<String> expected(boolean holds, String what) {
    return holds ? Optional.empty() : Optional.of(what);
  }
}
