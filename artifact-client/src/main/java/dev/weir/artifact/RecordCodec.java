package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record as an object, its components in the order declared. */
final class RecordCodec implements JsonCodec {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Map<String, Component> components = new LinkedHashMap<>();

  private record Component(int position, Method accessor, Class<?> type, JsonCodec codec) {}

  /**
   * @throws java.lang.reflect.InaccessibleObjectException for a record that a module keeps to
   *     itself
   */
  RecordCodec(Class<?> type) {
    this.type = type;
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
    constructor.setAccessible(true);
  }

  /** Separate from construction: a component's codec may be this one. */
  void bind(Function<RecordComponent, JsonCodec> codecs) {
    for (var component : type.getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      components.put(
          component.getName(),
          new Component(components.size(), accessor, component.getType(), codecs.apply(component)));
    }
  }

  @Override
  public void write(Object value, JsonWriter out) {
    if (value.getClass() != type) {
      throw new NotPortableException("is a " + value.getClass().getName());
    }
    out.open('{');
    components.forEach(
        (name, component) -> {
          out.separate(component.position == 0);
          out.key(name);
          try {
            component.codec.writeOrNull(call(component.accessor, value), out);
          } catch (NotPortableException e) {
            throw e.in("." + name);
          }
        });
    out.close('}');
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_OBJECT);
    var arguments = new Object[components.size()];
    var seen = new boolean[components.size()];
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var component = components.get(in.currentName());
      in.nextToken();
      if (component == null) {
        in.skipChildren();
        continue;
      }
      arguments[component.position] = component.codec.readOrNull(in);
      seen[component.position] = true;
    }
    for (var entry : components.entrySet()) {
      if (!seen[entry.getValue().position]) {
        throw new IOException("the stored " + type.getName() + " has no " + entry.getKey());
      }
    }
    return make(arguments);
  }

  private Object make(@Nullable Object[] arguments) throws IOException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new AuthorCodeException("the constructor of " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IOException("cannot make a " + type.getName(), e);
    }
  }

  private @Nullable Object call(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException e) {
      throw new AuthorCodeException(type.getName() + "." + accessor.getName() + "()", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(accessor + " is not accessible", e);
    }
  }
}
