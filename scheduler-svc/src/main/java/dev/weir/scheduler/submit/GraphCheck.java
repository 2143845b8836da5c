package dev.weir.scheduler.submit;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a graph must have for the engine to walk it. The compiler checks far more, with file and
 * line; this is for packages that no compiler of ours made.
 */
final class GraphCheck {
  private final FlowGraph graph;

  private GraphCheck(FlowGraph graph) {
    this.graph = graph;
  }

  static Optional<String> fault(FlowGraph graph) {
    return new GraphCheck(graph).fault();
  }

  private Optional<String> fault() {
    var names = new HashSet<String>();
    for (var step : graph.steps()) {
      if (!names.add(step.name())) {
        return Optional.of("it has two steps named " + step.name());
      }
    }
    return graph.steps().stream()
        .flatMap(step -> fault(step).stream())
        .findFirst()
        .or(() -> one("start", first()))
        .or(() -> one("end", graph.steps().stream().filter(step -> step.kind() == Kind.END)));
  }

  /** The steps that no other leads to. */
  private Stream<StepNode> first() {
    return graph.steps().stream()
        .filter(
            step ->
                graph.steps().stream()
                    .noneMatch(other -> other != step && other.next().contains(step.name())));
  }

  private static Optional<String> one(String what, Stream<StepNode> steps) {
    var names = steps.map(StepNode::name).toList();
    return names.size() == 1
        ? Optional.empty()
        : Optional.of(
            names.isEmpty()
                ? "it has no " + what
                : "it has several steps that could be the "
                    + what
                    + ": "
                    + String.join(", ", names));
  }

  private Optional<String> fault(StepNode step) {
    return successors(step)
        .or(() -> step.next().stream().flatMap(next -> missing(next).stream()).findFirst())
        .or(() -> joined(step));
  }

  private Optional<String> successors(StepNode step) {
    int count = step.next().size();
    boolean fits =
        switch (step.kind()) {
          case LINEAR, FOREACH, PARALLEL -> count == 1;
          case BRANCH, CHOICE -> count > 1 && new HashSet<>(step.next()).size() == count;
          case END -> count == 0;
        };
    return fits
        ? Optional.empty()
        : fault(step, "is " + step.kind() + " with the successors " + step.next());
  }

  private Optional<String> joined(StepNode step) {
    if (step.join()) {
      var split = step.joins();
      return split != null && graph.find(split).filter(StepNode::isSplit).isPresent()
          ? Optional.empty()
          : fault(step, "joins " + split + ", which is no split");
    }
    var join = step.matchingJoin();
    return !step.isSplit() || (join != null && graph.find(join).filter(StepNode::join).isPresent())
        ? Optional.empty()
        : fault(step, "fans out to no join");
  }

  private Optional<String> missing(String step) {
    return graph.find(step).isPresent()
        ? Optional.empty()
        : Optional.of("its graph has no step " + step);
  }

  private static Optional<String> fault(StepNode step, String what) {
    return Optional.of("its step " + step.name() + " " + what);
  }
}
