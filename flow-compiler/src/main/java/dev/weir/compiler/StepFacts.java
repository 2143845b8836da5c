package dev.weir.compiler;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.StepSettings;
import java.util.List;

/**
 * One step as its class file has it, before the graph as a whole is checked.
 *
 * @param doc empty when there is none
 * @param settings what its annotations say
 */
record StepFacts(
    String name,
    Kind kind,
    List<String> next,
    boolean join,
    MethodCode code,
    Place place,
    String doc,
    StepSettings settings) {

  boolean isStart() {
    return name.equals(FlowGraph.START);
  }

  boolean isEnd() {
    return name.equals(FlowGraph.END);
  }
}
