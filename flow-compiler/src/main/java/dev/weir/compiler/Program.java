package dev.weir.compiler;

import dev.weir.flow.FlowSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The code of a flow's classes, and which of it can run when a step does. */
final class Program {
  private final FlowClasses classes;
  private final Map<MethodId, MethodCode> methods = new HashMap<>();
  private final Map<String, List<MethodCode>> byClass = new HashMap<>();
  private final List<MethodCode> alwaysReachable;

  Program(FlowClasses classes) {
    this.classes = classes;
    classes
        .all()
        .forEach(
            model -> {
              var codes =
                  model.methods().stream().map(method -> CodeReader.read(classes, method)).toList();
              byClass.put(model.thisClass().asInternalName(), codes);
              codes.forEach(code -> methods.put(code.id(), code));
            });
    this.alwaysReachable = callableFromOutside();
  }

  Collection<MethodCode> methods() {
    return methods.values();
  }

  MethodCode code(Method method) {
    var owner = method.getDeclaringClass().getName().replace('.', '/');
    return methods.get(new MethodId(owner, method.getName(), Descriptors.of(method)));
  }

  /** Every method that may run when that step does, the step itself included. */
  Set<MethodCode> reachableFrom(MethodCode step) {
    var reached = new HashSet<MethodCode>();
    var todo = new ArrayList<>(alwaysReachable);
    todo.add(step);
    while (!todo.isEmpty()) {
      var method = todo.removeLast();
      if (reached.add(method)) {
        calledBy(method).forEach(todo::add);
      }
    }
    return reached;
  }

  /** What the flow's constructors assign: the fields with an initial value. */
  Set<String> initialised() {
    var names = new HashSet<String>();
    family().filter(code -> code.id().isConstructor()).forEach(code -> names.addAll(code.writes()));
    return names;
  }

  /** What may be assigned while a flow is made: by its constructors and what these call. */
  Set<String> assignedWhenMade() {
    var names = new HashSet<String>();
    family()
        .filter(code -> code.id().isConstructor())
        .flatMap(code -> reachableFrom(code).stream())
        .forEach(code -> names.addAll(code.writes()));
    return names;
  }

  private Stream<MethodCode> calledBy(MethodCode method) {
    var targets = Stream.concat(method.calls().stream(), method.handles().stream());
    return Stream.concat(
        targets.flatMap(call -> resolve(call.target())),
        method.mentions().stream().flatMap(this::wholeClass));
  }

  /** In the family any override may run; of other classes, everything counts once one is named. */
  private Stream<MethodCode> resolve(MethodId target) {
    if (!classes.inFamily(target.owner()) || target.isConstructor()) {
      return Stream.empty();
    }
    return family()
        .filter(
            code ->
                code.id().name().equals(target.name())
                    && code.id().descriptor().equals(target.descriptor()));
  }

  private Stream<MethodCode> wholeClass(String mentioned) {
    if (!classes.has(mentioned) || classes.inFamily(mentioned)) {
      return Stream.empty();
    }
    return classes
        .withSubtypes(mentioned)
        .filter(type -> !classes.inFamily(type))
        .flatMap(type -> byClass.get(type).stream());
  }

  private Stream<MethodCode> family() {
    return byClass.entrySet().stream()
        .filter(entry -> classes.inFamily(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream());
  }

  /**
   * What runs without a call in the step: overrides that the JDK calls, such as {@code toString},
   * and what constructors and class initialisers left behind in lambdas and objects.
   */
  private List<MethodCode> callableFromOutside() {
    var roots = new ArrayList<MethodCode>();
    var outside = outsideNames();
    family()
        .forEach(
            code -> {
              if (outside.contains(code.id().name())) {
                roots.add(code);
              }
              if (code.id().name().startsWith("<")) {
                code.handles().stream().flatMap(call -> resolve(call.target())).forEach(roots::add);
                code.mentions().stream().flatMap(this::wholeClass).forEach(roots::add);
              }
            });
    return roots;
  }

  private Set<String> outsideNames() {
    var names = new HashSet<String>();
    var todo = new ArrayList<Class<?>>(List.of(classes.flow(), Object.class));
    while (!todo.isEmpty()) {
      var type = todo.removeLast();
      todo.addAll(List.of(type.getInterfaces()));
      if (type.getSuperclass() != null && type != FlowSpec.class) {
        todo.add(type.getSuperclass());
      }
      if (!classes.has(type.getName().replace('.', '/'))) {
        Stream.of(type.getDeclaredMethods())
            .filter(method -> !Modifier.isPrivate(method.getModifiers()))
            .forEach(method -> names.add(method.getName()));
      }
    }
    return names;
  }
}
