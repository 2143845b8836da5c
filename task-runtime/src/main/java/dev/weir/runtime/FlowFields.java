package dev.weir.runtime;

import dev.weir.flow.FlowSpec;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a flow that are artifacts: its own and those of the flows it extends. */
final class FlowFields {
  private static final int NO_ARTIFACT = Modifier.STATIC | Modifier.FINAL | Modifier.TRANSIENT;

  private final Map<String, Field> byName;

  private FlowFields(Map<String, Field> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  static FlowFields of(Class<? extends FlowSpec> flow) {
    var fields = new TreeMap<String, Field>();
    for (Class<?> type = flow; type != FlowSpec.class; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if ((field.getModifiers() & NO_ARTIFACT) == 0 && !field.isSynthetic()) {
          field.setAccessible(true);
          fields.putIfAbsent(field.getName(), field);
        }
      }
    }
    return new FlowFields(fields);
  }

  /**
   * Constants that others may see: the fields of a flow that never change and are not private. One
   * hidden by another field of the same name is none.
   */
  static Map<String, Field> constants(Class<? extends FlowSpec> flow) {
    var constants = new TreeMap<String, Field>();
    var seen = new HashSet<String>();
    for (Class<?> type = flow; type != FlowSpec.class; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        var not = Modifier.PRIVATE | Modifier.TRANSIENT;
        if (seen.add(field.getName())
            && Modifier.isFinal(field.getModifiers())
            && (field.getModifiers() & not) == 0
            && !field.isSynthetic()) {
          field.setAccessible(true);
          constants.put(field.getName(), field);
        }
      }
    }
    return constants;
  }

  Map<String, Field> all() {
    return byName;
  }

  Optional<Field> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  static @Nullable Object get(Field field, FlowSpec flow) {
    try {
      return field.get(flow);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }

  static void set(Field field, FlowSpec flow, @Nullable Object value) {
    try {
      field.set(flow, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot set " + field, e);
    }
  }

  /** Whether a field of that type holds what only an assignment changes. */
  static boolean isImmutable(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || type == Boolean.class
        || type == Character.class
        || (Number.class.isAssignableFrom(type) && type.getPackageName().equals("java.lang"))
        || type.getPackageName().equals("java.time");
  }
}
