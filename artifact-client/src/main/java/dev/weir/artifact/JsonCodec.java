package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes and reads the values of one type as JSON. */
interface JsonCodec {

  /**
   * @throws NotPortableException when reading would not give the same value back
   */
  void write(Object value, JsonWriter out);

  /** Reads the value whose first token is the current one, up to its last. */
  @Nullable Object read(JsonParser in) throws IOException;

  default void writeOrNull(@Nullable Object value, JsonWriter out) {
    if (value == null) {
      out.raw("null");
    } else {
      write(value, out);
    }
  }

  default @Nullable Object readOrNull(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
  }

  /** For maps: the text of a key, where the type has one that gives it back. */
  default boolean writesKeys() {
    return false;
  }

  default String keyText(Object key) {
    throw new NotPortableException("is no text");
  }

  default Object keyOf(String text) {
    throw new IllegalStateException("not a key: " + text);
  }

  /** Fails where the next thing is not what the type needs. */
  static void expect(JsonParser in, JsonToken token) throws IOException {
    if (in.currentToken() != token) {
      throw new IOException(
          "expected "
              + token
              + " and found "
              + in.currentToken()
              + " at byte "
              + in.currentTokenLocation().getByteOffset());
    }
  }
}
