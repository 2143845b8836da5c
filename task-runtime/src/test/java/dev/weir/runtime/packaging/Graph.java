package dev.weir.runtime.packaging;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.StepSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph in the making. Steps read all artifacts unless it is said otherwise. */
public final class Graph {
  private final List<StepNode> steps = new ArrayList<>();

  /** A start that goes to the end. */
  public static Graph startAndEnd() {
    return new Graph().step("start", Kind.LINEAR, "end").end();
  }

  public Graph step(String name, Kind kind, String... next) {
    return add(name, kind, null, null, List.of(), next);
  }

  public Graph join(String name, String joins, String... next) {
    return add(name, Kind.LINEAR, joins, null, List.of(), next);
  }

  public Graph end() {
    return step("end", Kind.END);
  }

  /** Narrows what the last step reads and writes. */
  public Graph touching(List<String> reads, List<String> writes) {
    var last = steps.removeLast();
    return add(
        last.name(), last.kind(), last.joins(), reads, writes, last.next().toArray(String[]::new));
  }

  /** What annotations say about the last step. */
  public Graph with(StepSettings settings) {
    steps.add(steps.removeLast().withSettings(settings));
    return this;
  }

  FlowGraph of(String flow) {
    return new FlowGraph(flow, null, steps);
  }

  private Graph add(
      String name,
      Kind kind,
      @Nullable String joins,
      @Nullable List<String> reads,
      List<String> writes,
      String... next) {
    steps.add(
        new StepNode(
            name, kind, List.of(next), joins != null, joins, null, reads, writes, 1, null));
    return this;
  }
}
