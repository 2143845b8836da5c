package dev.weir.compiler;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.client.Json;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.internal.TaskContext;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The initial values of a flow's fields, for those who ask what a parameter's default is. They are
 * known where making an instance runs nothing but the making of plain values: the flow's own code
 * runs in tasks only.
 */
final class InitialValues {
  private static final int LARGEST = Codecs.INLINE_LIMIT;
  private static final List<String> PLAIN =
      List.of(
          "java/lang/Enum",
          "java/lang/Object",
          "java/lang/Record",
          "java/lang/String",
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Short",
          "java/lang/Character",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double",
          "java/lang/Math",
          "java/math/",
          "java/net/URI",
          "java/nio/file/Path",
          "java/time/",
          "java/util/List",
          "java/util/Set",
          "java/util/Map",
          "java/util/ArrayList",
          "java/util/Arrays",
          "java/util/LinkedHash",
          "java/util/Hash",
          "java/util/Tree",
          "java/util/Collections",
          "java/util/Objects",
          "java/util/Optional",
          "java/lang/Illegal",
          "[",
          "dev/weir/flow/FlowSpec");

  /** What the packages above have that depends on when or where it is asked. */
  private static final Set<String> VARYING =
      Set.of("now", "systemDefault", "toAbsolutePath", "toRealPath", "getInteger", "getLong");

  private final @Nullable FlowSpec instance;

  private InitialValues(@Nullable FlowSpec instance) {
    this.instance = instance;
  }

  static InitialValues of(FlowClasses classes, Program program) {
    return new InitialValues(isPlain(classes, program) ? make(classes.flow()) : null);
  }

  /** As JSON; empty where it is null, too large to show, or not known. */
  Optional<Object> find(Field field) {
    if (instance == null) {
      return Optional.empty();
    }
    try {
      field.setAccessible(true);
      var value = field.get(instance);
      return value == null ? Optional.empty() : json(value, field.getGenericType());
    } catch (IllegalAccessException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A value as JSON has it; empty where only Java can read it. */
  static Optional<Object> json(Object value, Type type) throws IOException {
    if (value instanceof Path path) {
      return Optional.of(path.toString());
    }
    var store = new MemoryBlobStore();
    var ref = Codecs.encode(value, type, store);
    if (ref.digest().size() > LARGEST) {
      return Optional.empty();
    }
    var view = Codecs.view(ref, store);
    return view.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(Json.mapper().readValue(view.get(), Object.class));
  }

  private static @Nullable FlowSpec make(Class<?> flow) {
    try {
      return TaskContext.newInput(flow.asSubclass(FlowSpec.class));
    } catch (Exception | LinkageError | StackOverflowError e) {
      return null;
    }
  }

  private static boolean isPlain(FlowClasses classes, Program program) {
    var reached = new HashSet<MethodCode>();
    var todo = new ArrayList<MethodCode>();
    program.methods().stream()
        .filter(code -> classes.inFamily(code.id().owner()) && runsFirst(code))
        .forEach(todo::add);
    while (!todo.isEmpty()) {
      var method = todo.removeLast();
      if (!reached.add(method)) {
        continue;
      }
      if (calls(method).anyMatch(target -> !classes.has(target.owner()) && !isPlain(target))) {
        return false;
      }
      var names = calls(method).map(MethodId::name).collect(Collectors.toSet());
      program.methods().stream()
          .filter(
              code ->
                  names.contains(code.id().name())
                      || (method.mentions().contains(code.id().owner()) && runsFirst(code)))
          .forEach(todo::add);
    }
    return true;
  }

  private static boolean runsFirst(MethodCode code) {
    return code.id().isConstructor() || code.id().name().equals("<clinit>");
  }

  private static Stream<MethodId> calls(MethodCode method) {
    return Stream.concat(method.calls().stream(), method.handles().stream())
        .map(MethodCode.Call::target);
  }

  private static boolean isPlain(MethodId target) {
    return PLAIN.stream().anyMatch(target.owner()::startsWith) && !VARYING.contains(target.name());
  }
}
