package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** An array whose elements are of exactly the declared component type. */
record ArrayCodec(Class<?> component, JsonCodec element) implements JsonCodec {

  @Override
  public void write(Object value, JsonWriter out) {
    if (value.getClass() != component.arrayType()) {
      throw new NotPortableException("is a " + value.getClass().getTypeName());
    }
    out.open('[');
    var length = Array.getLength(value);
    for (var i = 0; i < length; i++) {
      out.separate(i == 0);
      try {
        element.writeOrNull(Array.get(value, i), out);
      } catch (NotPortableException e) {
        throw e.in("[" + i + "]");
      }
    }
    out.close(']');
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_ARRAY);
    var elements = new ArrayList<@Nullable Object>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.readOrNull(in));
    }
    var array = Array.newInstance(component, elements.size());
    for (var i = 0; i < elements.size(); i++) {
      Array.set(array, i, elements.get(i));
    }
    return array;
  }
}
