package dev.weir.compiler;

import java.lang.classfile.MethodModel;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The methods of the flow's own classes that a step calls, by what its code names. Unlike {@link
 * Program}, which has to miss nothing, this takes in nothing that another step's code may be: of a
 * class that is made, only methods that are called, or that the JDK or a library may call.
 */
final class StepReach {
  private final FlowClasses classes;
  private final Map<MethodId, MethodModel> methods = new HashMap<>();
  private final Map<MethodId, List<Reference>> read = new HashMap<>();

  StepReach(FlowClasses classes) {
    this.classes = classes;
    classes
        .all()
        .forEach(
            model ->
                model
                    .methods()
                    .forEach(
                        method ->
                            methods.put(id(model.thisClass().asInternalName(), method), method)));
  }

  private static MethodId id(String owner, MethodModel method) {
    return new MethodId(
        owner, method.methodName().stringValue(), method.methodType().stringValue());
  }

  /** What each method names that runs when that step does. */
  Map<MethodId, List<Reference>> of(StepFacts step) {
    var walk = new Walk();
    classes.family().forEach(type -> walk.makes(internalName(type)));
    walk.todo.add(step.code().id());
    return walk.all();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private final class Walk {
    private final Map<MethodId, List<Reference>> reached = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Reference.ToMethod> virtual = new HashSet<>();
    private final List<MethodId> todo = new ArrayList<>();

    Map<MethodId, List<Reference>> all() {
      while (!todo.isEmpty()) {
        var next = todo.removeLast();
        var method = methods.get(next);
        if (method == null || reached.containsKey(next)) {
          continue;
        }
        var references = read.computeIfAbsent(next, _ -> ReferenceReader.read(method));
        reached.put(next, references);
        references.stream().filter(each -> classes.has(each.owner())).forEach(this::follow);
      }
      return reached;
    }

    private void follow(Reference reference) {
      initialises(reference.owner());
      switch (reference) {
        case Reference.ToClass _, Reference.ToField _ -> {}
        case Reference.ToMethod call -> {
          if (call.id().isConstructor()) {
            makes(call.owner());
          }
          inherited(call.owner(), call.id());
          if (call.virtual() && virtual.add(call)) {
            made.forEach(type -> overrides(type, call));
          }
        }
      }
    }

    /** An object of that class is there: what was called before may call its methods. */
    private void makes(String type) {
      if (!made.add(type)) {
        return;
      }
      initialises(type);
      if (classes.inFamily(type)) {
        methods.keySet().stream()
            .filter(id -> id.owner().equals(type) && id.isConstructor())
            .forEach(todo::add);
      }
      virtual.forEach(call -> overrides(type, call));
      var outside = outsideNames(type);
      methods.keySet().stream()
          .filter(id -> id.owner().equals(type) && outside.contains(id.name()))
          .forEach(todo::add);
    }

    private void initialises(String type) {
      todo.add(new MethodId(type, "<clinit>", "()V"));
    }

    private void overrides(String type, Reference.ToMethod call) {
      if (classes.type(call.owner()).isAssignableFrom(classes.type(type))) {
        inherited(type, call.id());
      }
    }

    /** The method that runs when that is called on an object of that class. */
    private void inherited(String type, MethodId called) {
      supertypes(classes.type(type))
          .map(each -> new MethodId(internalName(each), called.name(), called.descriptor()))
          .filter(methods::containsKey)
          .findFirst()
          .ifPresent(todo::add);
    }
  }

  /** What others may call on an object: methods that it has from outside the flow's classes. */
  private Set<String> outsideNames(String type) {
    if (classes.inFamily(type)) {
      return Set.of("toString", "hashCode", "equals");
    }
    var names = new HashSet<String>();
    supertypes(classes.type(type))
        .filter(above -> !classes.has(internalName(above)))
        .flatMap(StepReach::declared)
        .map(Method::getName)
        .forEach(names::add);
    return names;
  }

  /** It and all above it: its class before the classes above, interfaces last. */
  private static Stream<Class<?>> supertypes(Class<?> type) {
    var line = Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass).toList();
    return Stream.concat(
        line.stream(),
        line.stream()
            .flatMap(each -> Stream.of(each.getInterfaces()))
            .flatMap(StepReach::supertypes));
  }

  private static Stream<Method> declared(Class<?> type) {
    try {
      return Stream.of(type.getDeclaredMethods());
    } catch (LinkageError e) {
      return Stream.empty(); // it needs something that is optional and not there
    }
  }
}
