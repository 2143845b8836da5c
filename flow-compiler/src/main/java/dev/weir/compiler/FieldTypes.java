package dev.weir.compiler;

import dev.weir.artifact.Codecs;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** What can be said of an artifact from its type alone. */
final class FieldTypes {
  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          URI.class);
  private static final Set<Class<?>> OF_ONE_PROCESS =
      Set.of(
          AutoCloseable.class,
          Thread.class,
          ThreadLocal.class,
          Process.class,
          ClassLoader.class,
          Iterator.class,
          Future.class,
          Lock.class,
          FlowSpec.class,
          Inputs.class,
          Next.class);
  private static final Set<String> CODE =
      Set.of("java.util.function", "java.lang.reflect", "java.lang.invoke");

  private FieldTypes() {}

  /** Whether no value of that type can change in place. */
  static boolean isImmutable(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || VALUES.contains(type)
        || type.getPackageName().equals("java.time")
        || (type.isRecord()
            && Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .allMatch(part -> part != type && isImmutable(part)));
  }

  /** Why no other process could read a field, as far as its type shows; empty when all is well. */
  static Optional<String> notStorable(Field field) {
    return notStorable(field.getGenericType());
  }

  private static Optional<String> notStorable(Type type) {
    return switch (type) {
      case Class<?> raw when raw.isArray() -> notStorable(raw.getComponentType());
      case Class<?> raw -> notStorable(raw);
      case GenericArrayType array -> notStorable(array.getGenericComponentType());
      case ParameterizedType generic ->
          Stream.concat(
                  Stream.of(generic.getRawType()), Stream.of(generic.getActualTypeArguments()))
              .flatMap(part -> notStorable(part).stream())
              .findFirst();
      case WildcardType wildcard -> notStorable(wildcard.getUpperBounds()[0]);
      default -> Optional.empty();
    };
  }

  private static Optional<String> notStorable(Class<?> type) {
    return isOfOneProcess(type)
        ? Optional.of("a " + type.getSimpleName() + " lives in one process only")
        : Codecs.unstorable(type);
  }

  private static boolean isOfOneProcess(Class<?> type) {
    return OF_ONE_PROCESS.stream().anyMatch(kind -> kind.isAssignableFrom(type))
        || CODE.contains(type.getPackageName())
        || isInner(type);
  }

  /** An inner class holds on to the flow around it. */
  private static boolean isInner(Class<?> type) {
    return type.getEnclosingClass() != null
        && FlowSpec.class.isAssignableFrom(type.getEnclosingClass())
        && !type.isInterface()
        && !type.isRecord()
        && !type.isEnum()
        && (type.isLocalClass() || !Modifier.isStatic(type.getModifiers()));
  }
}
