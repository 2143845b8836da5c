package dev.weir.compiler;

import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import dev.weir.protocol.FlowGraph;
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
    var steps = new LinkedHashMap<String, StepFacts>();
    methods().stream()
        .map(this::facts)
        .sorted(Comparator.comparingInt(step -> step.place().line()))
        .forEach(step -> steps.put(step.name(), step));
    return steps;
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

  private StepFacts facts(Method method) {
    var code = program.code(method);
    var name = method.getName();
    var entry =
        classes
            .index()
            .method(method.getDeclaringClass().getName(), name, method.getParameterCount());
    var place =
        entry
            .map(SourceIndex.Entry::place)
            .orElseGet(() -> classes.place(method.getDeclaringClass(), code.firstLine()));
    checkName(name, place);
    var wellFormed = checkSignature(method, place);
    var join = method.getParameterCount() == 1;
    var doc = entry.map(SourceIndex.Entry::doc).orElse("");
    var end = method.getReturnType() == void.class || !wellFormed;
    var transition =
        end || Modifier.isAbstract(method.getModifiers())
            ? Optional.<TransitionCode>empty()
            : new TransitionChecks(classes, findings).only(method, code, place);
    var kind = transition.map(TransitionCode::kind).orElse(Kind.END);
    var next = transition.map(TransitionCode::steps).orElse(List.of());
    var settings = annotations.read(method, kind, place);
    return new StepFacts(name, kind, next, join, code, place, doc, settings);
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

  private boolean checkSignature(Method method, Place place) {
    var name = method.getName();
    var modifiers = method.getModifiers();
    if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
      var what = Modifier.isStatic(modifiers) ? "static" : "private";
      findings.add(place, "step " + name + " is " + what, "Remove '" + what + "'.");
    }
    var wellFormed = parametersFit(method) && returnFits(method);
    if (!wellFormed) {
      refuseSignature(name, classes.flow().getSimpleName(), place, findings);
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

  static void refuseSignature(String name, String flow, Place place, Findings findings) {
    findings.add(
        place,
        "step " + name + " has a signature that no step has",
        "A step is `Next "
            + name
            + "()`, a join `Next "
            + name
            + "(Inputs<"
            + flow
            + "> inputs)`, and the last step `void end()`.");
  }

  private boolean parametersFit(Method method) {
    var parameters = method.getParameterTypes();
    return parameters.length == 0
        || (parameters.length == 1
            && parameters[0] == Inputs.class
            && inputsAreOfThisFlow(method)
            && !method.getName().equals(FlowGraph.END));
  }

  private boolean inputsAreOfThisFlow(Method join) {
    return !(join.getGenericParameterTypes()[0] instanceof ParameterizedType inputs
            && inputs.getActualTypeArguments()[0] instanceof Class<?> flow)
        || flow.isAssignableFrom(classes.flow());
  }

  private static boolean returnFits(Method method) {
    var expected = method.getName().equals(FlowGraph.END) ? void.class : Next.class;
    return method.getReturnType() == expected;
  }
}
