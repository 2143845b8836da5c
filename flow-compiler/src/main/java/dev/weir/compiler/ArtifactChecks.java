package dev.weir.compiler;

import dev.weir.compiler.ArtifactPaths.Loss;
import dev.weir.compiler.OwnCode.Read;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses reads of artifacts that can hold nothing: no step before wrote them, or a join did not
 * pass them on. Where the code does not show what it touches, nothing is said.
 */
final class ArtifactChecks {
  private final FlowClasses classes;
  private final List<StepFacts> order;
  private final Map<String, String> splits;
  private final FieldUse fields;
  private final Findings findings;
  private final Set<String> given;
  private final Set<String> initialised;
  private final Map<String, OwnCode.Use> uses = new HashMap<>();
  private final Map<String, Set<String>> assigns = new HashMap<>();
  private final ArtifactPaths paths;

  /** A read that can find nothing; it was lost, or it was never there. */
  private record Problem(StepFacts step, Read read, @Nullable Loss loss) {
    /** What has to be mended: one message says it. */
    List<Object> cause() {
      return List.of(read.field(), loss == null ? "" : loss.join().name());
    }
  }

  ArtifactChecks(
      FlowClasses classes,
      Program program,
      List<StepFacts> order,
      Map<String, String> splits,
      FieldUse fields,
      OwnCode own,
      Findings findings) {
    this.classes = classes;
    this.order = order;
    this.splits = splits;
    this.fields = fields;
    this.findings = findings;
    this.given =
        classes.artifacts().stream()
            .filter(ArtifactChecks::isGiven)
            .map(Field::getName)
            .collect(Collectors.toUnmodifiableSet());
    this.initialised = program.assignedWhenMade();
    order.forEach(step -> uses.put(step.name(), own.of(step.code().id())));
    order.forEach(step -> assigns.put(step.name(), assigns(step)));
    this.paths =
        ArtifactPaths.of(
            order,
            order.stream().collect(Collectors.toMap(StepFacts::name, this::writes)),
            this::handsOn);
  }

  ArtifactPaths paths() {
    return paths;
  }

  /** What is there after a step by its own doing. */
  Set<String> assigns(String step) {
    return assigns.get(step);
  }

  void readsFindSomething() {
    var problems = new LinkedHashMap<Read, List<Problem>>();
    var places = new HashSet<Read>();
    for (var step : order) {
      if (fields.isOpaque(step)) {
        continue;
      }
      for (var read : uses.get(step.name()).reads()) {
        var place = read.anywhere();
        problem(step, read)
            .ifPresentOrElse(
                problem -> problems.computeIfAbsent(place, any -> new ArrayList<>()).add(problem),
                () -> places.add(place));
      }
    }
    var said = new HashSet<List<Object>>();
    problems.forEach(
        (place, here) ->
            here.stream()
                .filter(problem -> problem.read().certain() || !places.contains(place))
                .filter(problem -> said.add(problem.cause()))
                .forEach(this::say));
  }

  private Optional<Problem> problem(StepFacts step, Read read) {
    var field = read.field();
    var known = paths.before(step);
    if (given.contains(field)
        || known.written().containsKey(field)
        || assigns.get(step.name()).contains(field)) {
      return Optional.empty();
    }
    var loss = known.lost().get(field);
    var expectsNull = uses.get(step.name()).tolerates().contains(field);
    var fine =
        loss == null
            ? initialised.contains(field) || expectsNull
            : (expectsNull && !read.certain()) || !isMissed(field, loss);
    return fine ? Optional.empty() : Optional.of(new Problem(step, read, loss));
  }

  /** An initial value that nobody changed is there again after the join. */
  private boolean isMissed(String field, Loss loss) {
    return !initialised.contains(field)
        || loss.writers().stream().anyMatch(step -> uses.get(step).writes().contains(field));
  }

  private boolean handsOn(StepFacts join, String artifact) {
    var merges = uses.get(join.name()).merges().values().stream().flatMap(List::stream).toList();
    return fields.merges(join)
        && (merges.isEmpty() || merges.stream().anyMatch(merge -> merge.mayTake(artifact)));
  }

  private void say(Problem problem) {
    var step = problem.step().name();
    var field = problem.read().field();
    var place = classes.place(problem.read().in().owner(), problem.read().line());
    var loss = problem.loss();
    if (loss == null) {
      findings.add(
          place,
          "step " + step + " reads " + field + ", which no step before it writes",
          wayOut(problem));
      return;
    }
    var join = loss.join().name();
    if (join.equals(step)) {
      findings.add(
          place,
          "join " + join + " reads " + field + " of its own, which is not there yet",
          by(loss)
              + " A join starts without it: take it from its inputs, as inputs.get(0)."
              + field
              + ".");
      return;
    }
    var branches = paths.branches(loss.writers(), splits.get(join), loss.join());
    findings.add(
        place,
        branches.size() > 1
            ? "step "
                + step
                + " reads "
                + field
                + ", which the branches "
                + String.join(", ", branches)
                + " write and join "
                + join
                + " doesn't settle"
            : "step " + step + " reads " + field + ", which join " + join + " doesn't pass on",
        by(loss)
            + " A join starts without it: assign it in "
            + join
            + ", from its inputs"
            + (branches.size() > 1 ? "." : ", or call mergeArtifacts(inputs) there."));
  }

  private static String by(Loss loss) {
    return "Written by " + String.join(", ", loss.writers()) + ".";
  }

  private String wayOut(Problem problem) {
    var field = problem.read().field();
    var later =
        order.stream()
            .map(StepFacts::name)
            .filter(step -> assigns.get(step).contains(field))
            .toList();
    return (later.isEmpty() ? "" : "Only " + String.join(", ", later) + " writes it, too late. ")
        + "Assign it in a step before "
        + problem.step().name()
        + ", give it an initial value, or make it a @Parameter.";
  }

  /** What is there after the step by its own doing. */
  private Set<String> assigns(StepFacts step) {
    var names = new TreeSet<>(fields.assigns(step));
    if (step.join()) {
      // Its own initial value, which it may well fill from its inputs.
      uses.get(step.name()).reads().stream()
          .map(Read::field)
          .filter(field -> initialised.contains(field) && fields.isChangeable(field))
          .forEach(names::add);
    }
    return names;
  }

  private Set<String> writes(StepFacts step) {
    var names = new TreeSet<>(assigns.get(step.name()));
    names.addAll(uses.get(step.name()).changes());
    return names;
  }

  /** A field with an annotation of Weir's has its value from elsewhere. */
  private static boolean isGiven(Field field) {
    return Stream.of(field.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getName().startsWith("dev.weir.flow."));
  }
}
