package dev.weir.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An annotation as it stands in the source, for whoever acts on it.
 *
 * @param name without package: {@code Card}
 * @param attributes by name, as JSON has them
 */
public record DeclaredAnnotation(String name, Map<String, Object> attributes) {
  public DeclaredAnnotation {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
