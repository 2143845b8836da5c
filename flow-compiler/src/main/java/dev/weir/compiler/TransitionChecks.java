package dev.weir.compiler;

import dev.weir.flow.Step;
import dev.weir.protocol.FlowGraph;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the one transition that a step makes, and says what is wrong when it isn't one. */
final class TransitionChecks {
  private static final String RETURN = "Write `return next(this::…);`.";

  private final FlowClasses classes;
  private final Findings findings;

  TransitionChecks(FlowClasses classes, Findings findings) {
    this.classes = classes;
    this.findings = findings;
  }

  Optional<TransitionCode> only(Method step, MethodCode code, Place place) {
    code.dropped().forEach(line -> refuseDropped(step, line));
    if (code.transitions().isEmpty()) {
      findings.add(
          place,
          "step " + step.getName() + " names no successor",
          "End it with `return next(this::…);`, written in the step itself. Only `void end()`"
              + " has none.");
      return Optional.empty();
    }
    var first = code.transitions().getFirst();
    for (var transition : code.transitions()) {
      if (!check(step, transition)) {
        return Optional.empty();
      }
      if (!transition.steps().equals(first.steps()) || transition.kind() != first.kind()) {
        twoDifferent(step, first, transition);
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  private void refuseDropped(Method step, int line) {
    findings.add(
        at(step, line), "the transition of step " + step.getName() + " is not returned", RETURN);
  }

  static void refuseNull(String step, Place place, Findings findings) {
    findings.add(place, "step " + step + " returns null", RETURN);
  }

  private void twoDifferent(Method step, TransitionCode first, TransitionCode other) {
    findings.add(
        at(step, other.line()),
        "step "
            + step.getName()
            + " makes two different transitions: "
            + first.text()
            + " in line "
            + first.line()
            + " and "
            + other.text(),
        "A step has one transition. To run one of them: choose(condition, this::a, this::b). To run"
            + " both: branch(this::a, this::b).");
  }

  private boolean check(Method step, TransitionCode transition) {
    var place = at(step, transition.line());
    if (!transition.isPlain()) {
      findings.add(
          place,
          "the successors of step " + step.getName() + " can't be read from its code",
          "Name each by a method reference right in the call: next(this::a), branch(this::a,"
              + " this::b), foreach(items, this::body), choose(condition, this::a, this::b).");
      return false;
    }
    if (new HashSet<>(transition.steps()).size() < transition.steps().size()) {
      findings.add(
          place,
          "step "
              + step.getName()
              + (transition.kind() == FlowGraph.Kind.CHOICE ? " chooses between" : " branches to")
              + " the same step twice",
          "Run a step several times with foreach, or name different steps.");
      return false;
    }
    refuseSameKeys(step, transition, place);
    return transition.targets().stream().allMatch(target -> isStep(step, target, place));
  }

  private void refuseSameKeys(Method step, TransitionCode transition, Place place) {
    var seen = new HashSet<String>();
    transition.keys().stream()
        .filter(key -> !seen.add(key))
        .distinct()
        .forEach(
            key ->
                findings.add(
                    place,
                    "step " + step.getName() + " has two options with the key " + key,
                    "The second would never be chosen: give each option a key of its own."));
  }

  private boolean isStep(Method step, MethodId target, Place place) {
    var known =
        classes.inFamily(target.owner())
            && classes.family().stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .anyMatch(
                    method ->
                        method.getName().equals(target.name())
                            && method.isAnnotationPresent(Step.class));
    if (!known) {
      findings.add(
          place,
          "step " + step.getName() + " leads to " + target.name() + ", which is no step",
          "Annotate " + target.name() + " with @Step, or lead to another step.");
    }
    return known;
  }

  private Place at(Method step, int line) {
    return classes.place(step.getDeclaringClass(), line);
  }
}
