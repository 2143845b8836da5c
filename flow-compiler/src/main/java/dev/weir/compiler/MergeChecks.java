package dev.weir.compiler;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what joins merge: it exists, and no two branches write it. */
final class MergeChecks {
  private final FlowClasses classes;
  private final List<StepFacts> order;
  private final Map<String, String> splits;
  private final OwnCode own;
  private final Findings findings;

  MergeChecks(
      FlowClasses classes,
      List<StepFacts> order,
      Map<String, String> splits,
      OwnCode own,
      Findings findings) {
    this.classes = classes;
    this.order = order;
    this.splits = splits;
    this.own = own;
    this.findings = findings;
  }

  /** What a step does with one of its calls of {@code mergeArtifacts}. */
  @FunctionalInterface
  private interface Check {
    void of(StepFacts step, MergeUse merge, Place place);
  }

  void onlyJoinsMergeWhatThereIs() {
    var artifacts =
        classes.artifacts().stream().map(Field::getName).collect(Collectors.toUnmodifiableSet());
    each(
        (step, merge, place) -> {
          if (!step.join()) {
            findings.add(
                place,
                "step " + step.name() + " merges artifacts, but is no join",
                "Only a join has inputs to merge: `Next " + step.name() + "(Inputs<…> inputs)`.");
          }
          merge.selection().map(MergeUse.Selection::names).orElse(Set.of()).stream()
              .filter(name -> !artifacts.contains(name))
              .forEach(
                  name ->
                      findings.add(
                          place,
                          "step " + step.name() + " merges " + name + ", which is no artifact",
                          "The flow has: "
                              + String.join(", ", artifacts.stream().sorted().toList())
                              + "."));
        });
  }

  /** Branches that write the same artifact leave it to the join to settle. */
  void branchesDoNotDiffer(ArtifactChecks artifacts) {
    each(
        (step, merge, place) ->
            artifacts.paths().before(step).arrived().keySet().stream()
                .filter(artifact -> isTaken(merge, artifact))
                .filter(artifact -> !artifacts.assigns(step.name()).contains(artifact))
                .forEach(artifact -> refuseDifferent(step, artifact, place, artifacts.paths())));
  }

  private static boolean isTaken(MergeUse merge, String artifact) {
    return merge.selection().isPresent() && merge.mayTake(artifact);
  }

  private void refuseDifferent(StepFacts join, String artifact, Place place, ArtifactPaths paths) {
    var writers =
        order.stream()
            .filter(step -> own.of(step.code().id()).writes().contains(artifact))
            .map(StepFacts::name)
            .collect(Collectors.toUnmodifiableSet());
    var branches =
        join.join() ? paths.branches(writers, splits.get(join.name()), join) : List.<String>of();
    if (branches.size() > 1) {
      findings.add(
          place,
          "join "
              + join.name()
              + " merges "
              + artifact
              + ", which the branches "
              + String.join(", ", branches)
              + " write",
          "Assign it in "
              + join.name()
              + " first, or leave it out: mergeArtifacts(inputs, Merge.exclude(\""
              + artifact
              + "\")).");
    }
  }

  private void each(Check check) {
    for (var step : order) {
      own.of(step.code().id())
          .merges()
          .forEach(
              (method, merges) ->
                  merges.forEach(
                      merge -> check.of(step, merge, classes.place(method.owner(), merge.line()))));
    }
  }
}
