package dev.weir.cli.graph;

import dev.weir.protocol.FlowGraph.StepNode;

/** What stands at the arrows that leave a step, the same in every format. */
final class EdgeLabels {
  private EdgeLabels() {}

  /** Empty where an arrow says enough. */
  static String of(StepNode from) {
    return switch (from.kind()) {
      case LINEAR, BRANCH, END -> "";
      case FOREACH -> "each item";
      case CHOICE -> "one of";
      case PARALLEL -> "each node";
    };
  }
}
