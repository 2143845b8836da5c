package dev.weir.compiler;

import dev.weir.compiler.MethodCode.Call;
import dev.weir.protocol.FlowGraph.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks what the flow's code does beside its transitions. */
final class CodeChecks {
  private static final String INPUT = "(Ljava/lang/Class;)Ljava/lang/Object;";

  private final FlowClasses classes;
  private final Program program;
  private final Map<String, StepFacts> steps;
  private final Findings findings;

  CodeChecks(
      FlowClasses classes, Program program, Map<String, StepFacts> steps, Findings findings) {
    this.classes = classes;
    this.program = program;
    this.steps = steps;
    this.findings = findings;
  }

  void transitionsStandInSteps() {
    for (var code : program.methods()) {
      if (isStep(code.id()) || steps.values().stream().anyMatch(step -> step.code() == code)) {
        continue;
      }
      for (var transition : code.transitions()) {
        findings.add(
            at(code, transition.line()),
            transition.text() + " stands outside of a step",
            "Write it in the step's own body, not in a helper method or a lambda.");
      }
    }
  }

  void stepsAreNotCalled() {
    for (var code : program.methods()) {
      Stream.concat(code.calls().stream(), code.handles().stream())
          .filter(call -> isStep(call.target()) && !isSuperCall(code, call))
          .filter(call -> Bridges.behind(code.id(), classes).isEmpty())
          .forEach(
              call ->
                  findings.add(
                      at(code, call.line()),
                      "step " + call.target().name() + " is called directly",
                      "A step runs when a transition leads to it. Move what both need into a"
                          + " method that is no step."));
    }
  }

  void parametersAreNotAssigned(Set<String> parameters) {
    for (var code : program.methods()) {
      if (code.id().isConstructor()) {
        continue;
      }
      code.writes().stream()
          .filter(parameters::contains)
          .forEach(
              name ->
                  findings.add(
                      at(code, code.firstLine()),
                      "parameter " + name + " is assigned in " + code.id().name(),
                      "A parameter keeps its value for the whole run: use a field of your own."));
    }
  }

  void nullIsNotReturned(OwnCode own) {
    for (var step : steps.values()) {
      if (step.code() != null && own.methods().containsKey(step.code().id())) {
        own.methods()
            .get(step.code().id())
            .nulls()
            .forEach(
                line -> TransitionChecks.refuseNull(step.name(), at(step.code(), line), findings));
      }
    }
  }

  void lambdasAreNotKept(OwnCode own) {
    own.methods()
        .forEach(
            (method, use) ->
                use.lambdas()
                    .forEach(
                        kept ->
                            findings.add(
                                classes.place(method.owner(), kept.line()),
                                "field "
                                    + kept.field()
                                    + " can't be stored: a lambda lives in one process only",
                                "Keep the data that it is made of, or make it a record that"
                                    + " implements its interface.")));
  }

  void inputIsAskedForWhereThereIsOne() {
    var inForeach = new HashSet<String>();
    steps.values().stream()
        .filter(step -> step.kind() == Kind.FOREACH)
        .forEach(step -> step.next().forEach(body -> collectBody(body, 0, inForeach)));
    for (var step : steps.values()) {
      if (inForeach.contains(step.name()) || step.code() == null) {
        continue;
      }
      step.code().calls().stream()
          .filter(call -> isInput(call.target()))
          .forEach(
              call ->
                  findings.add(
                      at(step.code(), call.line()),
                      "step " + step.name() + " has no input: no foreach is around it",
                      "Only the steps from a foreach to its join have input(…)."));
    }
  }

  /** Adds the steps from this one up to the join that closes the foreach it is in. */
  private void collectBody(String name, int splitsOpened, Set<String> body) {
    var step = steps.get(name);
    if (step == null || (step.join() && splitsOpened == 0) || !body.add(name)) {
      return;
    }
    var open = splitsOpened - (step.join() ? 1 : 0) + (step.isSplit() ? 1 : 0);
    step.next().forEach(next -> collectBody(next, open, body));
  }

  void namedInputsExist() {
    for (var step : steps.values()) {
      if (step.code() == null) {
        continue;
      }
      var branches = predecessors(step.name());
      step.code().namedInputs().stream()
          .filter(input -> !branches.contains(input.step()))
          .forEach(
              input ->
                  findings.add(
                      at(step.code(), input.line()),
                      "no step " + input.step() + " leads to " + step.name(),
                      "These do: " + String.join(", ", branches) + "."));
    }
  }

  private Collection<String> predecessors(String step) {
    var names = new TreeSet<String>();
    steps.values().stream()
        .filter(other -> other.next().contains(step))
        .forEach(other -> names.add(other.name()));
    return names;
  }

  private boolean isStep(MethodId target) {
    return classes.inFamily(target.owner())
        && steps.containsKey(target.name())
        && (target.descriptor().startsWith("()") || target.takesInputs());
  }

  private static boolean isSuperCall(MethodCode code, Call call) {
    return code.id().name().equals(call.target().name())
        && !code.id().owner().equals(call.target().owner());
  }

  private boolean isInput(MethodId target) {
    return target.name().equals("input")
        && target.descriptor().equals(INPUT)
        && classes.inFamily(target.owner());
  }

  private Place at(MethodCode code, int line) {
    return classes.place(code.id().owner(), line);
  }
}
