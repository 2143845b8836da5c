package dev.weir.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Matches splits and joins. Each way into a step carries the splits that are open on it, outermost
 * first, with the branch it is on; a join closes the innermost.
 */
final class Splits {
  private final Findings findings;
  private final Map<String, List<Way>> waysIn = new HashMap<>();
  private final Map<String, String> joins = new LinkedHashMap<>();

  private record Open(String split, int branch) {}

  private record Way(String from, List<Open> open) {}

  private Splits(Findings findings) {
    this.findings = findings;
  }

  /** The split that each join gathers. */
  static Map<String, String> match(List<StepFacts> inOrder, Findings findings) {
    var splits = new Splits(findings);
    for (var step : inOrder) {
      if (!splits.pass(step, inOrder)) {
        break; // what follows would only repeat it
      }
    }
    return splits.joins;
  }

  private boolean pass(StepFacts step, List<StepFacts> all) {
    var ways = waysIn.getOrDefault(step.name(), List.of(new Way("", List.of())));
    if (step.join() ? !canJoin(step, ways, all) : !isOneWay(step, ways)) {
      return false;
    }
    var open = ways.getFirst().open();
    if (step.join()) {
      var split = open.getLast().split();
      if (joins.containsValue(split)) {
        findings.add(
            step.place(),
            "join " + step.name() + " gathers the branches of " + split + ", as another join does",
            "All branches of a split meet in the same join.");
        return false;
      }
      joins.put(step.name(), split);
      open = open.subList(0, open.size() - 1);
    }
    if (step.isEnd() && !open.isEmpty()) {
      var split = find(all, open.getLast().split());
      findings.add(
          split.place(),
          "the branches of " + split.name() + " are not joined before " + step.name(),
          "Lead them to a join: a step `Next join(Inputs<…> inputs)`, then from there to "
              + step.name()
              + ".");
      return false;
    }
    handOn(step, open);
    return true;
  }

  private void handOn(StepFacts step, List<Open> open) {
    for (var branch = 0; branch < step.next().size(); branch++) {
      var inside = new ArrayList<>(open);
      if (step.repeats(step.next().get(branch))) {
        continue;
      }
      if (step.isSplit()) {
        inside.add(new Open(step.name(), branch));
      }
      waysIn
          .computeIfAbsent(step.next().get(branch), next -> new ArrayList<>())
          .add(new Way(step.name(), inside));
    }
  }

  /** Ways of one and the same branch: a choice parted them, and only one of them is taken. */
  private boolean isOneWay(StepFacts step, List<Way> ways) {
    if (ways.stream().map(Way::open).distinct().count() == 1) {
      return true;
    }
    var wayOut =
        step.isEnd()
            ? "Add a join before it: a step `Next join(Inputs<…> inputs)` that they all lead to."
            : "If it gathers them, make it a join: `Next " + step.name() + "(Inputs<…> inputs)`.";
    findings.add(
        step.place(),
        "step "
            + step.name()
            + " follows several steps: "
            + ways.stream().map(Way::from).collect(Collectors.joining(", ")),
        wayOut);
    return false;
  }

  private boolean canJoin(StepFacts join, List<Way> ways, List<StepFacts> all) {
    var roots =
        ways.stream()
            .map(way -> way.open().isEmpty() ? "" : way.open().getLast().split())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (roots.contains("")) {
      findings.add(
          join.place(),
          "join " + join.name() + " gathers nothing: no branch or foreach is open before it",
          "Split before it, or make it `Next " + join.name() + "()`.");
      return false;
    }
    if (roots.size() > 1) {
      findings.add(
          join.place(),
          "join "
              + join.name()
              + " gathers branches of different splits: "
              + String.join(", ", roots),
          "A join belongs to one split. Join the inner split first, in a step of its own.");
      return false;
    }
    return allArrive(join, ways, find(all, roots.getFirst()));
  }

  private boolean allArrive(StepFacts join, List<Way> ways, StepFacts split) {
    var missing = missing(ways, split);
    if (missing.isEmpty()) {
      return true;
    }
    var names = missing.stream().map(branch -> split.next().get(branch)).toList();
    findings.add(
        join.place(),
        "join "
            + join.name()
            + " gathers only some branches of "
            + split.name()
            + ": not the one that begins at "
            + String.join(", ", names),
        "All branches of a split meet in the same join.");
    return false;
  }

  private static Set<Integer> missing(List<Way> ways, StepFacts split) {
    var missing =
        IntStream.range(0, split.next().size())
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    ways.forEach(way -> missing.remove(way.open().getLast().branch()));
    return missing;
  }

  private static StepFacts find(List<StepFacts> all, String name) {
    return all.stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }
}
