package dev.weir.compiler;

import dev.weir.flow.Batch;
import dev.weir.flow.Compute;
import dev.weir.flow.Resources;
import dev.weir.protocol.ComputePool;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a step needs of a machine, and which. */
record Placement(Configs configs, Findings findings) {
  private static final Set<String> PARTS = Set.of("cpu", "gpu", "memory", "disk", "sharedMemory");

  dev.weir.protocol.Resources resources(Resources asked, Place place) {
    var parts = new TreeMap<String, Number>();
    if (!asked.from().isEmpty()) {
      configs.find(asked.from(), place).ifPresent(from -> addAll(from, asked.from(), parts, place));
    }
    put(parts, "cpu", asked.cpu());
    put(parts, "gpu", asked.gpu());
    put(parts, "memory", asked.memory());
    put(parts, "disk", asked.disk());
    put(parts, "sharedMemory", asked.sharedMemory());
    return new dev.weir.protocol.Resources(
        parts.containsKey("cpu") ? parts.get("cpu").doubleValue() : null,
        whole(parts, "gpu"),
        whole(parts, "memory"),
        whole(parts, "disk"),
        whole(parts, "sharedMemory"));
  }

  ComputePool compute(Compute asked, Place place) {
    var texts = new Texts(configs, findings);
    return new ComputePool(
        text(asked.pool(), place),
        text(asked.image(), place),
        texts.pairs(asked.options(), "@Compute", place));
  }

  /** A job of AWS Batch is a pool too: whoever acts on it knows it by its option. */
  ComputePool compute(Batch asked, Place place) {
    var options =
        new TreeMap<>(new Texts(configs, findings).pairs(asked.options(), "@Batch", place));
    options.put("backend", "batch");
    Optional.ofNullable(text(asked.role(), place)).ifPresent(role -> options.put("role", role));
    return new ComputePool(text(asked.queue(), place), text(asked.image(), place), options);
  }

  private void addAll(Object from, String path, Map<String, Number> parts, Place place) {
    if (!(from instanceof Map<?, ?> map)) {
      findings.add(place, path + " is no map of resources", "It may have: " + names());
      return;
    }
    map.forEach(
        (key, value) -> {
          if (PARTS.contains(key.toString()) && value instanceof Number number) {
            put(parts, key.toString(), number);
          } else {
            findings.add(
                place, path + "." + key + " is no resource in numbers", "There are: " + names());
          }
        });
    parts
        .entrySet()
        .removeIf(
            part -> {
              var negative = part.getValue().doubleValue() < 0;
              if (negative) {
                findings.add(place, "@Resources asks for a negative " + part.getKey(), null);
              }
              return negative;
            });
  }

  private static String names() {
    return String.join(", ", PARTS.stream().sorted().toList());
  }

  private void put(Map<String, Number> parts, String name, Number value) {
    if (value.doubleValue() != 0) {
      parts.put(name, value);
    }
  }

  private static @Nullable Integer whole(Map<String, Number> parts, String name) {
    return parts.containsKey(name) ? (Integer) parts.get(name).intValue() : null;
  }

  private @Nullable String text(String text, Place place) {
    return text.isEmpty() ? null : configs.text(text, place);
  }
}
