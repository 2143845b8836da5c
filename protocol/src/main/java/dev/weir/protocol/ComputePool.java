package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where on the mesh a step runs.
 *
 * @param name of the pool of workers; the default pool when absent
 * @param image the container it runs in; the pool's own when absent
 * @param options further settings of that pool, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComputePool(
    @Nullable String name, @Nullable String image, @Nullable Map<String, String> options) {
  public ComputePool {
    options = options == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(options));
  }
}
