package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sealed type's value as an object with one member, named for the case's binary class name.
 *
 * @param cases by class
 */
record SealedCodec(Map<Class<?>, JsonCodec> cases) implements JsonCodec {

  @Override
  public void write(Object value, JsonWriter out) {
    var type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    var codec = cases.get(type);
    if (codec == null) {
      throw new NotPortableException("is a " + type.getName());
    }
    out.open('{');
    out.key(type.getName());
    codec.write(value, out);
    out.close('}');
  }

  @Override
  public @Nullable Object read(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_OBJECT);
    in.nextToken();
    JsonCodec.expect(in, JsonToken.FIELD_NAME);
    var name = in.currentName();
    in.nextToken();
    var value = codec(name).read(in);
    in.nextToken();
    JsonCodec.expect(in, JsonToken.END_OBJECT);
    return value;
  }

  private JsonCodec codec(String name) throws IOException {
    for (var entry : cases.entrySet()) {
      if (entry.getKey().getName().equals(name)) {
        return entry.getValue();
      }
    }
    throw new IOException("a case that the code no longer has: " + name);
  }
}
