package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where environment variables come from that nobody but the step shall see. Values are looked up
 * when the step starts and are stored nowhere.
 *
 * @param backend {@code inline}, {@code environment}, {@code aws-secrets-manager}
 * @param id of the secret in that backend
 * @param role to take on to read it
 * @param options of that backend
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretSource(
    String backend,
    @Nullable String id,
    @Nullable String role,
    @Nullable Map<String, String> options) {
  public SecretSource {
    options = options == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(options));
  }
}
