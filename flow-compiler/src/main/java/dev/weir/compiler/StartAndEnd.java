package dev.weir.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a flow begins and ends: at the steps whose annotations say so, else at those named {@code
 * start} and {@code end}, else at its only step.
 *
 * @param starts the steps that would be the start; one, unless something is wrong
 * @param ends the steps that would be the end; one, unless something is wrong
 */
record StartAndEnd(List<String> starts, List<String> ends) {
  static final String START = "start";
  static final String END = "end";

  /**
   * A step's name and what its annotation says.
   *
   * @param handsOn whether it has a successor to name, so that it can't be the end
   */
  record Marked(String name, boolean start, boolean end, boolean handsOn, Place place) {}

  static StartAndEnd of(Collection<Marked> steps, Findings findings) {
    var starts = named(steps, START, Marked::start);
    var ends = named(steps, END, Marked::end);
    refuseSeveral(steps, START, starts, Marked::start, findings);
    refuseSeveral(steps, END, ends, Marked::end, findings);
    if (steps.size() == 1) {
      var only = steps.iterator().next();
      return new StartAndEnd(List.of(only.name()), only.handsOn() ? ends : List.of(only.name()));
    }
    return new StartAndEnd(starts, ends);
  }

  Optional<String> start() {
    return starts.stream().findFirst();
  }

  Optional<String> end() {
    return ends.stream().findFirst();
  }

  private static List<String> named(
      Collection<Marked> steps, String name, Predicate<Marked> annotated) {
    var names =
        new ArrayList<>(steps.stream().filter(annotated).map(Marked::name).sorted().toList());
    if (!names.contains(name) && steps.stream().anyMatch(step -> step.name().equals(name))) {
      names.add(name);
    }
    return List.copyOf(names);
  }

  private static void refuseSeveral(
      Collection<Marked> steps,
      String name,
      List<String> candidates,
      Predicate<Marked> annotated,
      Findings findings) {
    var marked = steps.stream().filter(annotated).toList();
    if (marked.size() > 1) {
      findings.add(
          marked.getLast().place(),
          "several steps are marked as the "
              + name
              + ": "
              + String.join(", ", marked.stream().map(Marked::name).toList()),
          "A flow has one " + name + ": remove " + name + " = true from the others.");
    } else if (candidates.size() > 1) {
      var step = marked.getFirst().name();
      findings.add(
          marked.getFirst().place(),
          "step " + step + " is marked as the " + name + ", but a step " + name + " is there too",
          "Rename step %s, or remove %s = true from %s.".formatted(name, name, step));
    }
  }
}
