package dev.weir.compiler;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Step;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes of one flow: those of its source, and among them the family, which is the flow's
 * class and its superclasses below {@link FlowSpec}, most derived first.
 */
final class FlowClasses {
  private final Code code;
  private final Map<String, ClassModel> models = new HashMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();
  private final List<Class<?>> family = new ArrayList<>();

  private FlowClasses(Code code) {
    this.code = code;
    var loader =
        new MemoryClassLoader(code.classes(), new LibraryLoader(code.classPath().loaded()));
    code.classes()
        .forEach(
            (path, bytes) -> {
              if (!Code.isClass(path)) {
                return;
              }
              var model = ClassFile.of().parse(bytes);
              models.put(model.thisClass().asInternalName(), model);
              types.put(model.thisClass().asInternalName(), loader.load(path));
            });
  }

  /** Of the flow that is meant. */
  static FlowClasses of(Code code, FlowSource source) {
    var classes = new FlowClasses(code);
    var flow = new FlowChoice(source, classes.types.values()).flow();
    for (Class<?> type = flow; type != FlowSpec.class; type = type.getSuperclass()) {
      classes.family.add(type);
    }
    classes.forgetOtherFlows();
    return classes;
  }

  /** What they do is theirs: to this flow they are classes like those of a library. */
  private void forgetOtherFlows() {
    types
        .entrySet()
        .removeIf(entry -> isFlow(entry.getValue()) && !family.contains(entry.getValue()));
    models.keySet().retainAll(types.keySet());
  }

  Class<?> flow() {
    return family.getFirst();
  }

  List<Class<?>> family() {
    return family;
  }

  boolean inFamily(String internalName) {
    var type = types.get(internalName);
    return type != null && type.isAssignableFrom(flow());
  }

  private static boolean isFlow(Class<?> type) {
    return FlowSpec.class.isAssignableFrom(type);
  }

  boolean has(String internalName) {
    return types.containsKey(internalName);
  }

  /** One of the classes that this flow {@link #has}. */
  Class<?> type(String internalName) {
    return types.get(internalName);
  }

  Stream<ClassModel> all() {
    return models.values().stream();
  }

  ClassModel model(String internalName) {
    return models.get(internalName);
  }

  /** Whether a method is a step that a class of another package can't refer to. */
  boolean isStepOfAnotherPackage(MethodId step, String from) {
    return inFamily(step.owner())
        && family.stream()
            .filter(type -> !type.getPackageName().equals(types.get(from).getPackageName()))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .anyMatch(
                method ->
                    method.getName().equals(step.name())
                        && Modifier.isProtected(method.getModifiers())
                        && method.isAnnotationPresent(Step.class));
  }

  ClassModel model(Class<?> type) {
    return models.get(type.getName().replace('.', '/'));
  }

  /** That class and those below it, of this flow's source. */
  Stream<String> withSubtypes(String internalName) {
    var type = types.get(internalName);
    return types.entrySet().stream()
        .filter(entry -> type.isAssignableFrom(entry.getValue()))
        .map(Map.Entry::getKey);
  }

  /** The artifact that an access to a field touches; empty when the field is none. */
  Optional<String> artifact(String owner, String field) {
    return field(owner, field).filter(FlowClasses::isArtifact).map(Field::getName);
  }

  /** The field of the flow's that no task hands to another; empty when it is none of these. */
  Optional<String> unstored(String owner, String field) {
    return field(owner, field)
        .filter(found -> !isArtifact(found) && !found.isSynthetic())
        .map(Field::getName);
  }

  private Optional<Field> field(String owner, String name) {
    if (!inFamily(owner) && !isBelowFlow(owner)) {
      return Optional.empty();
    }
    return family.stream()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(field -> field.getName().equals(name))
        .findFirst();
  }

  /** What keeps a field of that name from being stored, as its declaration says it. */
  String modifier(String unstored) {
    var modifiers =
        family.stream()
            .flatMap(type -> Stream.of(type.getDeclaredFields()))
            .filter(field -> field.getName().equals(unstored))
            .mapToInt(Field::getModifiers)
            .findFirst()
            .orElse(0);
    return Modifier.toString(modifiers & (Modifier.STATIC | Modifier.TRANSIENT | Modifier.FINAL));
  }

  /** The artifacts as declared, base classes first. */
  List<Field> artifacts() {
    return family.reversed().stream()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(FlowClasses::isArtifact)
        .toList();
  }

  static boolean isArtifact(Field field) {
    var not = Modifier.STATIC | Modifier.TRANSIENT | Modifier.FINAL;
    return (field.getModifiers() & not) == 0 && !field.isSynthetic();
  }

  Place place(Class<?> type) {
    return code.index()
        .type(type.getName())
        .map(SourceIndex.Entry::place)
        .orElseGet(() -> new Place(file(type), 0));
  }

  Place place(Field field) {
    return code.index()
        .field(field.getDeclaringClass().getName(), field.getName())
        .map(SourceIndex.Entry::place)
        .orElseGet(() -> new Place(file(field.getDeclaringClass()), 0));
  }

  Place place(Method method) {
    var owner = method.getDeclaringClass();
    return code.index()
        .method(owner.getName(), method.getName(), method.getParameterCount())
        .map(SourceIndex.Entry::place)
        .orElseGet(() -> new Place(file(owner), 0));
  }

  Place place(Class<?> type, int line) {
    return new Place(file(type), line);
  }

  Place place(String internalName) {
    return place(types.get(internalName));
  }

  Place place(String internalName, int line) {
    return place(types.get(internalName), line);
  }

  SourceIndex index() {
    return code.index();
  }

  Code code() {
    return code;
  }

  private boolean isBelowFlow(String owner) {
    var type = types.get(owner);
    return type != null && flow().isAssignableFrom(type);
  }

  /** The source as the user named it; without sources, as the class file names it. */
  private String file(Class<?> type) {
    var outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return code.index()
        .type(outermost.getName())
        .map(entry -> entry.place().file())
        .or(
            () ->
                model(type)
                    .findAttribute(Attributes.sourceFile())
                    .map(attribute -> attribute.sourceFile().stringValue()))
        .orElse(code.origin().toString());
  }
}
