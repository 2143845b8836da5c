package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values whose declared type says nothing, as {@code Object} does: those that JSON itself tells
 * apart. A {@code Long} is not among them, for it would come back as an {@code Integer}.
 */
final class NaturalCodec implements JsonCodec {
  static final NaturalCodec INSTANCE = new NaturalCodec();

  private static final JsonCodec LIST =
      new CollectionCodec(
          new CollectionCodec.Kind(CollectionCodec::isList, ArrayList::new), INSTANCE);
  private static final JsonCodec MAP =
      new MapCodec(
          new MapCodec.Kind(NaturalCodec::isMapOfStrings, LinkedHashMap::new),
          scalar(String.class),
          INSTANCE);

  private NaturalCodec() {}

  @Override
  public void write(Object value, JsonWriter out) {
    switch (value) {
      case String text -> out.string(text);
      case Boolean truth -> out.raw(truth.toString());
      case Integer number -> out.raw(number.toString());
      case Double number when Double.isFinite(number) -> out.raw(number.toString());
      case List<?> list -> LIST.write(list, out);
      case Map<?, ?> map -> MAP.write(map, out);
      default ->
          throw new NotPortableException(
              "is a "
                  + value.getClass().getTypeName()
                  + " where the declared type does not say so");
    }
  }

  @Override
  public @Nullable Object read(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> Integer.valueOf(in.getText());
      case VALUE_NUMBER_FLOAT -> Double.valueOf(in.getText());
      case START_ARRAY -> LIST.read(in);
      case START_OBJECT -> MAP.read(in);
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("a value is missing: found " + in.currentToken());
    };
  }

  private static boolean isMapOfStrings(Object value) {
    return MapCodec.isMap(value)
        && ((Map<?, ?>) value)
            .keySet().stream()
                .allMatch(key -> key instanceof String text && JsonWriter.isWhole(text));
  }

  private static JsonCodec scalar(Class<?> type) {
    var codec = ScalarCodec.find(type);
    if (codec == null) {
      throw new IllegalStateException("no codec for " + type);
    }
    return codec;
  }
}
