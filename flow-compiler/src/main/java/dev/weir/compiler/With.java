package dev.weir.compiler;

import dev.weir.flow.Failure;
import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.ComputePool;
import dev.weir.protocol.DeclaredAnnotation;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Resources;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An annotation that comes from outside, for every step that does not have it: {@code
 * retry:times=3,delay=10s}.
 */
public final class With {
  private static final Map<String, List<String>> KEYS = keys();

  private final String text;
  private final String name;
  private final Map<String, String> values;

  private With(String text, String name, Map<String, String> values) {
    this.text = text;
    this.name = name;
    this.values = values;
  }

  /**
   * Reads {@code name} or {@code name:key=value,key=value}.
   *
   * @throws IllegalArgumentException that says which names and keys there are
   */
  public static With parse(String text) {
    int colon = text.indexOf(':');
    var name = (colon < 0 ? text : text.substring(0, colon)).strip();
    var keys = KEYS.get(name);
    if (keys == null) {
      throw new IllegalArgumentException(
          "--with " + text + ": no annotation " + name + "; there are " + names(KEYS.keySet()));
    }
    var values = new LinkedHashMap<String, String>();
    for (var pair : colon < 0 ? new String[0] : text.substring(colon + 1).split(",")) {
      int equals = pair.indexOf('=');
      var key = equals < 0 ? pair : pair.substring(0, equals).strip();
      if (equals < 1 || (!keys.isEmpty() && !keys.contains(key))) {
        throw new IllegalArgumentException(
            "--with "
                + text
                + ": '"
                + pair
                + "' is no "
                + (keys.isEmpty() ? "name=value" : "key=value; " + name + " has " + names(keys)));
      }
      values.put(key, pair.substring(equals + 1).strip());
    }
    return new With(text, name, values);
  }

  /** The flow with it on every step that can have it and does not. */
  public CompiledFlow on(CompiledFlow flow) {
    if (values.containsKey("var")) {
      requireFailureField(flow, values.get("var"));
    }
    return flow.withSteps(flow.graph().steps().stream().map(this::on).toList());
  }

  private StepNode on(StepNode step) {
    var s = step.settings() == null ? StepSettings.NONE : step.settings();
    if (has(s) || (name.equals("catch") && decides(step))) {
      return step;
    }
    return switch (name) {
      case "retry" -> step.withSettings(s.withRetry(retry()));
      case "catch" -> caught(step, s);
      case "timeout" -> step.withSettings(s.withTimeout(timeout()));
      case "resources" -> step.withSettings(s.withResources(resources()));
      case "compute", "batch" -> step.withSettings(s.withCompute(compute()));
      case "environment" -> step.withSettings(s.withEnvironment(values));
      default -> declared(step, s);
    };
  }

  private boolean has(StepSettings s) {
    return switch (name) {
      case "retry" -> s.retry() != null;
      case "catch" -> s.caught() != null;
      case "timeout" -> s.timeout() != null;
      case "resources" -> s.resources() != null;
      case "compute", "batch" -> s.compute() != null;
      case "environment" -> !s.environment().isEmpty();
      default -> s.annotations().stream().anyMatch(known -> known.name().equals(typeName()));
    };
  }

  private String typeName() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private RetryPolicy retry() {
    var delay = values.get("delay");
    return new RetryPolicy(
        whole("times", 3),
        delay == null
            ? Duration.ofMinutes(whole("minutes", 2))
            : Durations.parse(delay).orElseThrow(() -> wrong("delay", "a time such as 30s")));
  }

  /** A step that decides what comes next can't go on without having decided. */
  private static boolean decides(StepNode step) {
    return switch (step.kind()) {
      case LINEAR, BRANCH, END -> false;
      case FOREACH, CHOICE, PARALLEL -> true;
    };
  }

  private StepNode caught(StepNode step, StepSettings s) {
    var print = !"false".equalsIgnoreCase(values.getOrDefault("print", "true"));
    var variable = values.get("var");
    var writes = new LinkedHashSet<>(step.writes());
    if (variable != null) {
      writes.add(variable);
    }
    return new StepNode(
        step.name(),
        step.kind(),
        step.next(),
        step.join(),
        step.joins(),
        step.matchingJoin(),
        step.reads(),
        List.copyOf(writes),
        step.line(),
        step.doc(),
        s.withCaught(new CatchPolicy(variable, print)));
  }

  private Duration timeout() {
    var whole =
        Duration.ofHours(whole("hours", 0))
            .plusMinutes(whole("minutes", 0))
            .plusSeconds(whole("seconds", 0));
    if (!whole.isPositive()) {
      throw new IllegalArgumentException(
          "--with " + text + ": gives no time; write timeout:seconds=30");
    }
    return whole;
  }

  private Resources resources() {
    return new Resources(
        values.containsKey("cpu") ? (Double) fraction("cpu") : null,
        number("gpu"),
        number("memory"),
        number("disk"),
        number("sharedMemory"));
  }

  private ComputePool compute() {
    var options = new TreeMap<>(values);
    var pool = options.remove(name.equals("batch") ? "queue" : "pool");
    var image = options.remove("image");
    if (name.equals("batch")) {
      options.put("backend", "batch");
    }
    return new ComputePool(pool, image, options);
  }

  private StepNode declared(StepNode step, StepSettings s) {
    var annotations = new ArrayList<>(s.annotations());
    annotations.add(new DeclaredAnnotation(typeName(), new TreeMap<>(values)));
    return step.withSettings(s.withAnnotations(annotations));
  }

  private void requireFailureField(CompiledFlow flow, String field) {
    for (Class<?> type = flow.type(); type != null; type = type.getSuperclass()) {
      try {
        if (type.getDeclaredField(field).getType() == Failure.class) {
          return;
        }
      } catch (NoSuchFieldException e) {
        continue;
      }
    }
    throw new IllegalArgumentException(
        "--with " + text + ": the flow has no field `Failure " + field + "`");
  }

  private int whole(String key, int otherwise) {
    var number = number(key);
    return number == null ? otherwise : number;
  }

  private @Nullable Integer number(String key) {
    return values.containsKey(key) ? (Integer) (int) fraction(key) : null;
  }

  private double fraction(String key) {
    try {
      double value = Double.parseDouble(values.get(key));
      if (value >= 0 && value <= Integer.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(key, "a number");
  }

  private IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(
        "--with " + text + ": " + key + "=" + values.get(key) + " is not " + expected);
  }

  private static String names(Collection<String> names) {
    return String.join(", ", names);
  }

  /** Empty where every key is fine. */
  private static Map<String, List<String>> keys() {
    var keys = new TreeMap<String, List<String>>();
    keys.put("retry", List.of("times", "minutes", "delay"));
    keys.put("catch", List.of("var", "print"));
    keys.put("timeout", List.of("seconds", "minutes", "hours"));
    keys.put("resources", List.of("cpu", "gpu", "memory", "disk", "sharedMemory"));
    keys.put("environment", List.of());
    keys.put("compute", List.of());
    keys.put("batch", List.of());
    keys.put("card", List.of("type", "id", "timeout"));
    keys.put("cached", List.of("key", "ttl"));
    return keys;
  }
}
