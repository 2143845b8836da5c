package dev.weir.compiler;

import dev.weir.protocol.CatchPolicy;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which artifacts a step can touch: never fewer than it does, at times more. A value that can be
 * changed in place counts as written where it is read.
 */
final class FieldUse {
  private final FlowClasses classes;
  private final Program program;
  private final Set<String> parameters;

  FieldUse(FlowClasses classes, Program program, Set<String> parameters) {
    this.classes = classes;
    this.program = program;
    this.parameters = parameters;
  }

  /** Empty when code the step runs may reach into the flow by reflection: it may read all. */
  Optional<List<String>> reads(StepFacts step) {
    var reached = program.reachableFrom(step.code());
    if (isOpaque(step, reached)) {
      return Optional.empty();
    }
    var names = read(reached);
    if ((!step.join() && !step.isStart()) || merges(reached)) {
      names.addAll(written(reached)); // kept as it was where the step does not assign it after all
    }
    return Optional.of(List.copyOf(names));
  }

  List<String> writes(StepFacts step) {
    var reached = program.reachableFrom(step.code());
    var names = isOpaque(step, reached) ? all() : written(reached);
    if (!isOpaque(step, reached)) {
      var changed = read(reached);
      changed.retainAll(changeable());
      if (step.join() && !merges(reached)) {
        changed.retainAll(program.initialised()); // the others are null in a join
      }
      names.addAll(changed);
    }
    caughtIn(step).ifPresent(names::add);
    names.removeAll(parameters);
    if (step.isStart()) {
      names.addAll(program.initialised());
      names.addAll(parameters);
    }
    names.retainAll(all());
    return List.copyOf(names);
  }

  /** What the step assigns itself; all when it may assign by reflection. */
  Set<String> assigns(StepFacts step) {
    var reached = program.reachableFrom(step.code());
    var names = isOpaque(step, reached) ? all() : written(reached);
    caughtIn(step).ifPresent(names::add);
    return names;
  }

  /** Whether it can't be told what the step touches. */
  boolean isOpaque(StepFacts step) {
    return isOpaque(step, program.reachableFrom(step.code()));
  }

  boolean isChangeable(String name) {
    return changeable().contains(name);
  }

  /** Whether a join hands on what its inputs agree on. */
  boolean merges(StepFacts step) {
    return merges(program.reachableFrom(step.code()));
  }

  private static boolean merges(Set<MethodCode> reached) {
    return reached.stream()
        .flatMap(code -> code.calls().stream())
        .anyMatch(
            call ->
                call.target().name().equals("mergeArtifacts")
                    && call.target().descriptor().startsWith("(Ldev/weir/flow/Inputs;"));
  }

  static Optional<String> caughtIn(StepFacts step) {
    return Optional.ofNullable(step.settings().caught()).map(CatchPolicy::artifact);
  }

  private boolean isOpaque(StepFacts step, Set<MethodCode> reached) {
    return reflects(reached) || isInReachOfWrappers(step);
  }

  /** A wrapper that asks for the flow may touch whatever is there; one from outside may ask. */
  private boolean isInReachOfWrappers(StepFacts step) {
    var wrappers = Objects.requireNonNull(step.settings().wrappers());
    return !wrappers.isEmpty()
        && (wrappers.stream().anyMatch(name -> !classes.has(name.replace('.', '/')))
            || program.methods().stream()
                .flatMap(code -> Stream.concat(code.calls().stream(), code.handles().stream()))
                .anyMatch(
                    call ->
                        call.target().owner().equals("dev/weir/flow/StepCall")
                            && call.target().name().equals("flow")));
  }

  private boolean reflects(Set<MethodCode> reached) {
    return Serializable.class.isAssignableFrom(classes.flow())
        || reached.stream().anyMatch(MethodCode::reflects);
  }

  private static TreeSet<String> read(Set<MethodCode> reached) {
    var names = new TreeSet<String>();
    reached.forEach(code -> names.addAll(code.reads()));
    return names;
  }

  private static TreeSet<String> written(Set<MethodCode> reached) {
    var names = new TreeSet<String>();
    reached.stream()
        .filter(code -> !code.id().isConstructor())
        .forEach(code -> names.addAll(code.writes()));
    return names;
  }

  private TreeSet<String> all() {
    var names = new TreeSet<String>();
    classes.artifacts().stream().map(Field::getName).forEach(names::add);
    return names;
  }

  private Set<String> changeable() {
    var names = new TreeSet<String>();
    classes.artifacts().stream()
        .filter(field -> !FieldTypes.isImmutable(field.getType()))
        .map(Field::getName)
        .forEach(names::add);
    return names;
  }
}
