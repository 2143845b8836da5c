package dev.weir.compiler;

import dev.weir.artifact.Codecs;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import java.io.Externalizable;
import java.lang.ref.Reference;
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
import java.nio.Buffer;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
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
          ThreadGroup.class,
          Process.class,
          ProcessHandle.class,
          ClassLoader.class,
          Iterator.class,
          Enumeration.class,
          Spliterator.class,
          Future.class,
          Executor.class,
          Lock.class,
          Condition.class,
          Buffer.class,
          Reference.class,
          FlowSpec.class,
          Inputs.class,
          Next.class);
  private static final Set<String> CODE =
      Set.of("java.util.function", "java.lang.reflect", "java.lang.invoke");

  private final Set<Class<?>> around = new HashSet<>();

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
    return new FieldTypes().notStorable(field.getGenericType());
  }

  private Optional<String> notStorable(Type type) {
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

  private Optional<String> notStorable(Class<?> type) {
    if (isOfOneProcess(type)) {
      return Optional.of(withArticle(type.getSimpleName()) + " lives in one process only");
    }
    if (!around.add(type)) {
      return Optional.empty(); // a tree of its own kind
    }
    var reason = Codecs.unstorable(type).or(() -> inside(type));
    around.remove(type);
    return reason;
  }

  /** What a class of the flow's source holds. */
  private Optional<String> inside(Class<?> type) {
    if (!(type.getClassLoader() instanceof MemoryClassLoader)) {
      return Optional.empty();
    }
    if (type.isRecord()) {
      return Stream.of(type.getRecordComponents())
          .flatMap(part -> part(type, part.getName(), part.getGenericType()))
          .findFirst();
    }
    if (type.isSealed() && Modifier.isAbstract(type.getModifiers())) {
      var cases = Stream.of(type.getPermittedSubclasses()).map(kind -> notStorable(kind)).toList();
      return cases.stream().allMatch(Optional::isPresent) ? cases.getFirst() : Optional.empty();
    }
    return Stream.of(type.getDeclaredFields())
        .filter(field -> isSerialized(type, field))
        .flatMap(field -> part(type, field.getName(), field.getGenericType()))
        .findFirst();
  }

  private static String withArticle(String name) {
    return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  private Stream<String> part(Class<?> type, String name, Type part) {
    return notStorable(part).stream()
        .map(reason -> "in " + name + " of " + type.getSimpleName() + ", " + reason);
  }

  /** Whether Java's serialization would write the field, and by its own rules. */
  private static boolean isSerialized(Class<?> type, Field field) {
    return !type.isEnum()
        && !Modifier.isAbstract(type.getModifiers())
        && !Externalizable.class.isAssignableFrom(type)
        && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
        && Stream.of(type.getDeclaredMethods())
            .noneMatch(method -> method.getName().startsWith("write"));
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
