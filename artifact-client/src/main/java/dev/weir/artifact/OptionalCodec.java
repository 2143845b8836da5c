package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** An optional as an array of none or one, so that it differs from null. */
record OptionalCodec(JsonCodec content) implements JsonCodec {

  @Override
  public void write(Object value, JsonWriter out) {
    if (!(value instanceof Optional<?> optional)) {
      throw new NotPortableException("is a " + value.getClass().getName());
    }
    out.open('[');
    optional.ifPresent(present -> content.write(present, out));
    out.close(']');
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_ARRAY);
    if (in.nextToken() == JsonToken.END_ARRAY) {
      return Optional.empty();
    }
    var present = Optional.ofNullable(content.read(in));
    in.nextToken();
    JsonCodec.expect(in, JsonToken.END_ARRAY);
    return present;
  }
}
