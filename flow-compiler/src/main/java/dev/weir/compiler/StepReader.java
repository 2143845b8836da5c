package dev.weir.compiler;

import dev.weir.compiler.StartAndEnd.Marked;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import dev.weir.protocol.FlowGraph.Kind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the steps of a flow and checks each by itself. */
final class StepReader {
  static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "next",
          "branch",
          "foreach",
          "choose",
          "option",
          "parallel",
          "mergeArtifacts",
          "input",
          "index",
          "current",
          "name",
          "cmd");
  private static final Comparator<Marked> BY_LINE =
      Comparator.comparingInt(step -> step.place().line());

  private final FlowClasses classes;
  private final Program program;
  private final Findings findings;
  private final StepAnnotations annotations;

  StepReader(FlowClasses classes, Program program, Configs configs, Findings findings) {
    this.classes = classes;
    this.program = program;
    this.findings = findings;
    this.annotations = new StepAnnotations(classes, configs, findings);
  }

  /** The steps by name, in the order written. */
  Map<String, StepFacts> read() {
    annotations.refuseOutsideSteps();
    var methods = methods();
    var ends =
        StartAndEnd.of(methods.stream().map(this::marked).sorted(BY_LINE).toList(), findings);
    var steps = new LinkedHashMap<String, StepFacts>();
    methods.stream()
        .map(method -> facts(method, ends))
        .sorted(Comparator.comparingInt(step -> step.place().line()))
        .forEach(step -> steps.put(step.name(), step));
    return steps;
  }

  private Marked marked(Method method) {
    var step = annotation(method);
    return new Marked(
        method.getName(),
        step.start(),
        step.end(),
        method.getReturnType() != void.class,
        place(method));
  }

  /** That of the class that overrides the others; theirs where it has none. */
  private Step annotation(Method method) {
    return classes.family().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(
            other ->
                other.getName().equals(method.getName())
                    && Descriptors.of(other).equals(Descriptors.of(method)))
        .flatMap(other -> Stream.ofNullable(other.getAnnotation(Step.class)))
        .findFirst()
        .orElseThrow();
  }

  private List<Method> methods() {
    var steps = new HashMap<String, Method>();
    for (var type : classes.family().reversed()) {
      for (var method : type.getDeclaredMethods()) {
        var known = steps.get(method.getName());
        var overrides = known != null && Descriptors.of(known).equals(Descriptors.of(method));
        if (overrides || (known == null && method.isAnnotationPresent(Step.class))) {
          steps.put(method.getName(), method);
        }
      }
    }
    return List.copyOf(steps.values());
  }

  private StepFacts facts(Method method, StartAndEnd ends) {
    var code = program.code(method);
    var name = method.getName();
    var place = place(method);
    checkName(name, place);
    var wellFormed = checkSignature(method, ends.ends().contains(name), place);
    var join = method.getParameterCount() == 1;
    var doc = entry(method).map(SourceIndex.Entry::doc).orElse("");
    var end = method.getReturnType() == void.class || !wellFormed;
    var transition =
        end || Modifier.isAbstract(method.getModifiers())
            ? Optional.<TransitionCode>empty()
            : new TransitionChecks(classes, findings).only(method, code, place);
    var kind = transition.map(TransitionCode::kind).orElse(Kind.END);
    var next = transition.map(TransitionCode::steps).orElse(List.of());
    var settings = annotations.read(method, kind, place);
    var role = new StepFacts.Role(ends.starts().contains(name), ends.ends().contains(name));
    return new StepFacts(name, role, kind, next, join, code, place, doc, settings);
  }

  private Optional<SourceIndex.Entry> entry(Method method) {
    return classes
        .index()
        .method(method.getDeclaringClass().getName(), method.getName(), method.getParameterCount());
  }

  private Place place(Method method) {
    return entry(method)
        .map(SourceIndex.Entry::place)
        .orElseGet(
            () -> classes.place(method.getDeclaringClass(), program.code(method).firstLine()));
  }

  private void checkName(String name, Place place) {
    refuseReserved(name, place, findings);
    if (!NAME.matcher(name).matches()) {
      findings.add(
          place,
          "step " + name + " has a name that can't be used in paths",
          "Use letters, digits and '_', and begin with a letter.");
    }
    var overloads =
        classes.family().stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(other -> other.getName().equals(name) && !other.isSynthetic())
            .map(Descriptors::of)
            .distinct()
            .count();
    if (overloads > 1) {
      findings.add(
          place,
          "step " + name + " is overloaded: this::" + name + " would not say which is meant",
          "Give the other methods named " + name + " another name.");
    }
  }

  private boolean checkSignature(Method method, boolean end, Place place) {
    var name = method.getName();
    var modifiers = method.getModifiers();
    if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
      var what = Modifier.isStatic(modifiers) ? "static" : "private";
      findings.add(place, "step " + name + " is " + what, "Remove '" + what + "'.");
    }
    var expected = end ? void.class : Next.class;
    var wellFormed = parametersFit(method, end) && method.getReturnType() == expected;
    if (!wellFormed) {
      refuseSignature(name, end, classes.flow().getSimpleName(), place, findings);
    }
    return wellFormed;
  }

  static void refuseReserved(String name, Place place, Findings findings) {
    if (RESERVED.contains(name)) {
      findings.add(
          place,
          "step " + name + " has a name that Weir uses itself",
          "Give the step another name.");
    }
  }

  static void refuseSignature(
      String name, boolean end, String flow, Place place, Findings findings) {
    findings.add(
        place,
        "step " + name + " has a signature that no step has",
        end
            ? "It is the end, which is `void %s()`: it gathers nothing, and nothing follows it."
                .formatted(name)
            : ("A step is `Next %1$s()`, a join `Next %1$s(Inputs<%2$s> inputs)`, and the last step"
                    + " `void end()` or `@Step(end = true) void %1$s()`.")
                .formatted(name, flow));
  }

  private boolean parametersFit(Method method, boolean end) {
    var parameters = method.getParameterTypes();
    return parameters.length == 0
        || (parameters.length == 1
            && parameters[0] == Inputs.class
            && inputsAreOfThisFlow(method)
            && !end);
  }

  private boolean inputsAreOfThisFlow(Method join) {
    return !(join.getGenericParameterTypes()[0] instanceof ParameterizedType inputs
            && inputs.getActualTypeArguments()[0] instanceof Class<?> flow)
        || flow.isAssignableFrom(classes.flow());
  }
}
