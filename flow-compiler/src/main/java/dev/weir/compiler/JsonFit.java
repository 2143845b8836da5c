package dev.weir.compiler;

import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether JSON can be read as a Java type, and if not, which part of it stands in the way. */
final class JsonFit {
  private JsonFit() {}

  /**
   * What does not fit.
   *
   * @param keys lead to it, outermost first
   */
  record Misfit(List<String> keys, String reason) {

    /** {@code train.rate: …}. */
    String text() {
      return keys.isEmpty() ? reason : String.join(".", keys) + ": " + reason;
    }

    private Misfit below(String key) {
      var all = new ArrayList<String>();
      all.add(key);
      all.addAll(keys);
      return new Misfit(all, reason);
    }
  }

  static Optional<Misfit> misfit(@Nullable Object json, Type type) {
    if (type == Path.class) {
      return Optional.empty();
    }
    try {
      Codecs.fromJson(bytes(json), type);
      return unknownKey(json, type);
    } catch (IOException | RuntimeException e) {
      return inner(json, type).or(() -> Optional.of(new Misfit(List.of(), reason(json, type, e))));
    }
  }

  private static String reason(@Nullable Object json, Type type, Exception e) {
    var text = new String(bytes(json), StandardCharsets.UTF_8);
    if (e.getCause() != null && e.getCause().getMessage() != null) {
      return text + " is refused: " + e.getCause().getMessage();
    }
    var name = type.getTypeName().replaceAll("[a-z][a-z0-9_]*\\.|\\w+\\$", "");
    return "should be " + name + ", not " + text;
  }

  private static Optional<Misfit> inner(@Nullable Object json, Type type) {
    return switch (json) {
      case Map<?, ?> map when type instanceof Class<?> raw && raw.isRecord() ->
          Stream.of(raw.getRecordComponents())
              .flatMap(part -> component(map, part).stream())
              .findFirst();
      case Map<?, ?> map when argument(type, 1) instanceof Type values ->
          map.entrySet().stream()
              .flatMap(
                  entry ->
                      misfit(entry.getValue(), values).stream()
                          .map(misfit -> misfit.below(entry.getKey().toString())))
              .findFirst();
      case List<?> list when argument(type, 0) instanceof Type elements ->
          Stream.iterate(0, index -> index < list.size(), index -> index + 1)
              .flatMap(
                  index ->
                      misfit(list.get(index), elements).stream()
                          .map(misfit -> misfit.below(Integer.toString(index))))
              .findFirst();
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Misfit> component(Map<?, ?> map, RecordComponent part) {
    if (!map.containsKey(part.getName())) {
      return Optional.of(new Misfit(List.of(part.getName()), "is missing"));
    }
    return misfit(map.get(part.getName()), part.getGenericType())
        .map(misfit -> misfit.below(part.getName()));
  }

  /** A record's reader passes over keys it does not know; from a person they are mistakes. */
  private static Optional<Misfit> unknownKey(@Nullable Object json, Type type) {
    if (!(json instanceof Map<?, ?> map) || !(type instanceof Class<?> raw) || !raw.isRecord()) {
      return Optional.empty();
    }
    var parts = Stream.of(raw.getRecordComponents()).toList();
    var names = parts.stream().map(RecordComponent::getName).toList();
    var unknown = map.keySet().stream().filter(key -> !names.contains(key)).findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          new Misfit(
              List.of(unknown.get().toString()),
              "is no part of " + raw.getSimpleName() + ", which has " + String.join(", ", names)));
    }
    return parts.stream().flatMap(part -> component(map, part).stream()).findFirst();
  }

  private static @Nullable Type argument(Type type, int index) {
    if (type instanceof Class<?> array && array.isArray()) {
      return array.getComponentType();
    }
    return type instanceof ParameterizedType generic
            && generic.getActualTypeArguments().length > index
        ? generic.getActualTypeArguments()[index]
        : null;
  }

  private static byte[] bytes(@Nullable Object json) {
    return json == null ? new byte[] {'n', 'u', 'l', 'l'} : Json.bytes(json);
  }
}
