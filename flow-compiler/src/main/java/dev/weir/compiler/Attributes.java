package dev.weir.compiler;

import dev.weir.protocol.DeclaredAnnotation;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.TreeMap;

/** An annotation as a record of its values, for whoever acts on it later. */
record Attributes(Configs configs, Place place) {

  DeclaredAnnotation of(Annotation annotation) {
    var type = annotation.annotationType();
    var attributes = new TreeMap<String, Object>();
    for (var attribute : type.getDeclaredMethods()) {
      attributes.put(attribute.getName(), json(value(annotation, attribute)));
    }
    return new DeclaredAnnotation(type.getSimpleName(), attributes);
  }

  private Object json(Object value) {
    return switch (value) {
      case String text -> configs.text(text, place);
      case String[] texts -> Arrays.stream(texts).map(text -> configs.text(text, place)).toList();
      case Object[] many -> Arrays.stream(many).map(this::json).toList();
      case int[] many -> Arrays.stream(many).boxed().toList();
      case long[] many -> Arrays.stream(many).boxed().toList();
      case double[] many -> Arrays.stream(many).boxed().toList();
      case Class<?> type -> type.getName();
      case Enum<?> constant -> constant.name();
      case Annotation inner -> of(inner);
      default -> value;
    };
  }

  private static Object value(Annotation annotation, Method attribute) {
    try {
      attribute.setAccessible(true);
      return attribute.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + annotation, e);
    }
  }
}
