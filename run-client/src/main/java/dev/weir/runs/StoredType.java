package dev.weir.runs;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type by the name that {@link Type#getTypeName()} prints. */
final class StoredType {
  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "char", char.class,
          "short", short.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class);

  private final String name;
  private final ClassLoader classes;
  private int at;

  private StoredType(String name, ClassLoader classes) {
    this.name = name;
    this.classes = classes;
  }

  /** Empty where one of its classes is not there, or where it is no type of a value's. */
  static Optional<Type> of(String name, ClassLoader classes) {
    try {
      var parser = new StoredType(name, classes);
      var type = parser.type();
      return parser.at == name.length() ? Optional.of(type) : Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  static Type list(Class<?> element) {
    return new Generic(List.class, List.of(element), null);
  }

  static Type map(Class<?> value) {
    return new Generic(Map.class, List.of(String.class, value), null);
  }

  private record Generic(Class<?> raw, List<Type> arguments, @Nullable Type owner)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public String getTypeName() {
      var names = arguments.stream().map(Type::getTypeName).toList();
      return raw.getName() + "<" + String.join(", ", names) + ">";
    }
  }

  private Type type() throws ClassNotFoundException {
    skip("? extends ");
    var raw = raw(word());
    var arguments = skip("<") ? arguments() : List.<Type>of();
    Type type = arguments.isEmpty() ? raw : new Generic(raw, arguments, null);
    while (skip("[]")) {
      // The element of a generic array is read as its class alone says.
      type = Array.newInstance(type instanceof Class<?> plain ? plain : raw, 0).getClass();
    }
    return type;
  }

  private List<Type> arguments() throws ClassNotFoundException {
    var arguments = new ArrayList<Type>();
    do {
      arguments.add(type());
    } while (skip(", "));
    if (!skip(">")) {
      throw new ClassNotFoundException(name);
    }
    return arguments;
  }

  private Class<?> raw(String word) throws ClassNotFoundException {
    var primitive = PRIMITIVES.get(word);
    return primitive == null ? Class.forName(word, false, classes) : primitive;
  }

  private String word() {
    int begin = at;
    while (at < name.length() && "<>[], ?".indexOf(name.charAt(at)) < 0) {
      at++;
    }
    return name.substring(begin, at);
  }

  private boolean skip(String text) {
    if (!name.startsWith(text, at)) {
      return false;
    }
    at += text.length();
    return true;
  }
}
