package dev.weir.artifact;

import dev.weir.protocol.ArtifactRef;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which type to encode and decode by: the declared one, or the value's where that says more. */
final class TypeNames {
  private static final Map<String, Class<?>> PRIMITIVES =
      Stream.of(
              boolean.class,
              byte.class,
              char.class,
              short.class,
              int.class,
              long.class,
              float.class,
              double.class)
          .collect(Collectors.toMap(Class::getName, type -> type));

  private TypeNames() {}

  static Class<?> raw(Type type) {
    return JsonCodecs.raw(type);
  }

  /** The declared type, or the value's own where JSON can't go by the declared one. */
  static Type telling(Type declared, Object value) {
    return leavesOpen(declared) ? typeOf(value) : declared;
  }

  static Type toRead(ArtifactRef ref, Type declared, ClassLoader classes) throws IOException {
    if (ref.type().equals(declared.getTypeName())) {
      return declared;
    }
    // A case stored under its own name, such as an item of a foreach, carries no case's name
    // inside.
    return leavesOpen(declared) || raw(declared).isSealed() ? named(ref.type(), classes) : declared;
  }

  static boolean accepts(Type declared, Object value) {
    var raw = raw(declared);
    return raw.isPrimitive() || raw.isInstance(value);
  }

  /** The class of that name as {@link Type#getTypeName} prints it; arguments are left off. */
  static Class<?> named(String name, @Nullable ClassLoader classes) throws IOException {
    if (name.endsWith("[]")) {
      return named(name.substring(0, name.length() - 2), classes).arrayType();
    }
    var primitive = PRIMITIVES.get(name);
    if (primitive != null) {
      return primitive;
    }
    var raw = name.contains("<") ? name.substring(0, name.indexOf('<')) : name;
    try {
      return Class.forName(raw, false, classes);
    } catch (ClassNotFoundException e) {
      throw new IOException("the code has no class " + raw + " (any more)", e);
    }
  }

  static Optional<String> unstorable(Type declared) {
    var raw = raw(declared);
    var concrete = !raw.isInterface() && !Modifier.isAbstract(raw.getModifiers());
    if (!concrete
        || Serializable.class.isAssignableFrom(raw)
        || !(JsonCodecs.of(declared) instanceof JsonCodecs.Unportable)
        || raw == Object.class) {
      return Optional.empty();
    }
    return Optional.of(
        raw.getTypeName()
            + " is neither a type that JSON carries nor java.io.Serializable: make it a record of"
            + " plain values, or let it implement java.io.Serializable, or make the field"
            + " transient");
  }

  private static boolean leavesOpen(Type declared) {
    var codec = JsonCodecs.of(declared);
    return codec instanceof NaturalCodec || codec instanceof JsonCodecs.Unportable;
  }

  private static Class<?> typeOf(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.getDeclaringClass();
      case Path _ -> Path.class;
      case ZoneId _ -> ZoneId.class;
      case List<?> list when CollectionCodec.isList(list) -> List.class;
      case Set<?> set when CollectionCodec.isSet(set) -> Set.class;
      case Map<?, ?> map when MapCodec.isMap(map) -> Map.class;
      default -> value.getClass();
    };
  }
}
