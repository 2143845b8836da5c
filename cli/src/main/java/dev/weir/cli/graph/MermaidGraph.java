package dev.weir.cli.graph;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;

/** A graph as a Mermaid flowchart, which GitHub and many editors draw. */
final class MermaidGraph {
  private MermaidGraph() {}

  static String of(FlowGraph graph) {
    var text = new StringBuilder("---\ntitle: \"" + graph.flow() + "\"\n---\nflowchart TD\n");
    for (var step : graph.steps()) {
      text.append("  ").append(id(graph, step.name())).append(shape(step));
      text.append(step.join() ? ":::join\n" : "\n");
    }
    for (var step : graph.steps()) {
      for (var next : step.next()) {
        text.append("  ").append(id(graph, step.name())).append(arrow(step));
        text.append(id(graph, next)).append('\n');
      }
    }
    if (graph.steps().stream().anyMatch(StepNode::join)) {
      text.append("  classDef join stroke-width:4px\n");
    }
    return text.toString();
  }

  /** Not the name: Mermaid has words of its own, such as {@code end}. */
  private static String id(FlowGraph graph, String step) {
    return "s" + graph.steps().indexOf(graph.step(step));
  }

  private static String shape(StepNode step) {
    var label = "\"" + escaped(step.name()) + "\"";
    return switch (step.kind()) {
      case LINEAR -> "[" + label + "]";
      case BRANCH -> "[/" + label + "\\]";
      case FOREACH -> "[[" + label + "]]";
      case CHOICE -> "{" + label + "}";
      case PARALLEL -> "{{" + label + "}}";
      case END -> "([" + label + "])";
    };
  }

  private static String arrow(StepNode from) {
    return switch (from.kind()) {
      case LINEAR, BRANCH, END -> " --> ";
      case FOREACH, PARALLEL -> " ==>|" + EdgeLabels.of(from) + "| ";
      case CHOICE -> " -.->|" + EdgeLabels.of(from) + "| ";
    };
  }

  private static String escaped(String text) {
    return text.replace("#", "#35;").replace("\"", "#quot;").replace("<", "#lt;");
  }
}
