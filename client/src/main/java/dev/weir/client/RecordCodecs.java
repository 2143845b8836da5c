package dev.weir.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Code that turns certain records into JSON and back, written while javac ran. In a short process
 * Jackson's way, which looks at each type by reflection first, takes longer than all that follows.
 */
public interface RecordCodecs {

  /** Writes it as {@link Json#mapper()} would; false where these know nothing of its class. */
  boolean write(Object value, JsonGenerator out) throws IOException;

  /**
   * Reads the value at the parser's token. Null where these know nothing of the type, and for a
   * JSON null.
   *
   * @throws IOException or an exception of the type's constructor for what {@link Json#mapper()}
   *     may still be able to read
   */
  <T> @Nullable T read(Class<T> type, JsonParser in) throws IOException;
}
