package dev.weir.service;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What JSON a Java type is read from, in words. */
final class Expected {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, long.class, short.class, Integer.class, Long.class, Short.class);
  private static final List<Class<?>> FRACTIONS = List.of(double.class, float.class, Number.class);

  private Expected() {}

  static String of(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (WHOLE.contains(type)) {
      return "a whole number";
    }
    if (FRACTIONS.stream().anyMatch(number -> number.isAssignableFrom(type))) {
      return "a number";
    }
    return ofText(type);
  }

  private static String ofText(Class<?> type) {
    if (type == Instant.class) {
      return "a time such as 2026-01-31T23:59:00Z";
    }
    if (type == Duration.class) {
      return "a duration such as PT30S";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    var isText =
        CharSequence.class.isAssignableFrom(type)
            || Arrays.stream(type.getMethods())
                .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    return isText ? "a text" : "an object";
  }
}
