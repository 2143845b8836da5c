package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the codec of a type from the codecs of its parts. */
final class JsonCodecs {
  /** Of types within types; more means that they grow for ever. */
  private static final int MAX_NESTING = 64;

  private static final Set<Class<?>> SAYING_NOTHING =
      Set.of(Object.class, Number.class, CharSequence.class, Comparable.class, Serializable.class);

  private final Map<Described, JsonCodec> built = new HashMap<>();
  private int nesting;

  /** A type without variables and wildcards. */
  private record Described(Class<?> raw, List<Described> arguments) {
    Described argument(int index) {
      return index < arguments.size()
          ? arguments.get(index)
          : new Described(Object.class, List.of());
    }
  }

  /** What stands for a type that JSON can't carry: only null passes. */
  record Unportable(Class<?> type) implements JsonCodec {
    @Override
    public void write(Object value, JsonWriter out) {
      throw new NotPortableException("is a " + value.getClass().getTypeName());
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      throw new IOException("JSON does not carry a " + type.getTypeName());
    }
  }

  private JsonCodecs() {}

  /** The codec of a declared type; {@link Unportable} where there is none. */
  static JsonCodec of(Type type) {
    return new JsonCodecs().codec(describe(type, Map.of()));
  }

  /** The class of a type, its arguments left off. */
  static Class<?> raw(Type type) {
    return describe(type, Map.of()).raw;
  }

  private JsonCodec codec(Described type) {
    var known = built.get(type);
    if (known != null) {
      return known;
    }
    if (nesting == MAX_NESTING) {
      return new Unportable(type.raw);
    }
    nesting++;
    var codec = type.raw.isRecord() ? ofRecord(type) : build(type);
    nesting--;
    built.put(type, codec);
    return codec;
  }

  private JsonCodec build(Described type) {
    var raw = type.raw;
    var scalar = ScalarCodec.find(raw);
    if (scalar != null) {
      return scalar;
    }
    if (raw.isArray()) {
      return new ArrayCodec(raw.getComponentType(), codec(type.argument(0)));
    }
    if (raw == Optional.class) {
      return new OptionalCodec(codec(type.argument(0)));
    }
    var collection = CollectionCodec.kindOf(raw);
    if (collection != null) {
      return new CollectionCodec(collection, codec(type.argument(0)));
    }
    var map = MapCodec.kindOf(raw);
    if (map != null) {
      return new MapCodec(map, codec(type.argument(0)), codec(type.argument(1)));
    }
    if (SAYING_NOTHING.contains(raw)) {
      return NaturalCodec.INSTANCE;
    }
    return raw.isSealed() ? ofSealed(raw) : new Unportable(raw);
  }

  private JsonCodec ofRecord(Described type) {
    try {
      var codec = new RecordCodec(type.raw);
      built.put(type, codec);
      var variables = bindings(type);
      codec.bind(component -> codec(describe(component.getGenericType(), variables)));
      return codec;
    } catch (InaccessibleObjectException e) {
      return new Unportable(type.raw);
    }
  }

  private JsonCodec ofSealed(Class<?> type) {
    var cases = new LinkedHashMap<Class<?>, JsonCodec>();
    var codec = new SealedCodec(cases);
    built.put(new Described(type, List.of()), codec);
    addCases(type, cases);
    return codec;
  }

  private void addCases(Class<?> type, Map<Class<?>, JsonCodec> cases) {
    for (var permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord() || permitted.isEnum()) {
        cases.put(permitted, codec(describe(permitted, Map.of())));
      } else if (permitted.isSealed()) {
        addCases(permitted, cases);
      }
    }
  }

  private static Map<TypeVariable<?>, Described> bindings(Described type) {
    var variables = type.raw.getTypeParameters();
    var bindings = new HashMap<TypeVariable<?>, Described>();
    for (var i = 0; i < variables.length && i < type.arguments.size(); i++) {
      bindings.put(variables[i], type.arguments.get(i));
    }
    return bindings;
  }

  private static Described describe(Type type, Map<TypeVariable<?>, Described> bindings) {
    return switch (type) {
      case Class<?> plain when plain.isArray() ->
          new Described(plain, List.of(describe(plain.getComponentType(), bindings)));
      case Class<?> plain -> new Described(plain, List.of());
      case ParameterizedType generic ->
          new Described(
              (Class<?>) generic.getRawType(),
              Arrays.stream(generic.getActualTypeArguments())
                  .map(argument -> describe(argument, bindings))
                  .toList());
      case GenericArrayType array -> {
        var component = describe(array.getGenericComponentType(), bindings);
        yield new Described(component.raw.arrayType(), List.of(component));
      }
      case WildcardType wildcard -> describe(wildcard.getUpperBounds()[0], bindings);
      case TypeVariable<?> variable -> bound(variable, bindings.get(variable));
      default -> throw new IllegalArgumentException("not a type of Java's: " + type);
    };
  }

  /** What a variable stands for; where nothing says, the class of its bound. */
  private static Described bound(TypeVariable<?> variable, @Nullable Described known) {
    if (known != null) {
      return known;
    }
    var bound = variable.getBounds()[0];
    while (bound instanceof TypeVariable<?> other) {
      bound = other.getBounds()[0];
    }
    var raw = bound instanceof ParameterizedType generic ? generic.getRawType() : bound;
    return new Described((Class<?>) raw, List.of());
  }
}
