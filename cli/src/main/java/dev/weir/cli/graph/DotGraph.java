package dev.weir.cli.graph;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;

/** A graph in Graphviz' language. */
final class DotGraph {
  private DotGraph() {}

  static String of(FlowGraph graph) {
    var text = new StringBuilder("digraph " + quoted(graph.flow()) + " {\n");
    text.append("  rankdir=TB;\n  node [fontname=\"monospace\"];\n");
    for (var step : graph.steps()) {
      text.append("  ").append(quoted(step.name())).append(" [shape=").append(shape(step));
      if (step.join()) {
        text.append(", penwidth=3");
      }
      var doc = step.doc();
      if (doc != null) {
        text.append(", tooltip=").append(quoted(doc));
      }
      text.append("];\n");
    }
    for (var step : graph.steps()) {
      for (var next : step.next()) {
        text.append("  ").append(quoted(step.name())).append(" -> ").append(quoted(next));
        text.append(arrow(step)).append(";\n");
      }
    }
    return text.append("}\n").toString();
  }

  private static String shape(StepNode step) {
    return switch (step.kind()) {
      case LINEAR -> "box";
      case BRANCH -> "trapezium";
      case FOREACH -> "box3d";
      case CHOICE -> "diamond";
      case PARALLEL -> "hexagon";
      case END -> "box, style=rounded";
    };
  }

  private static String arrow(StepNode from) {
    return switch (from.kind()) {
      case LINEAR, BRANCH, END -> "";
      case FOREACH, PARALLEL -> " [style=bold, label=" + quoted(EdgeLabels.of(from)) + "]";
      case CHOICE -> " [style=dashed, label=" + quoted(EdgeLabels.of(from)) + "]";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
