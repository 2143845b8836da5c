package dev.weir.compiler;

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
    Role role,
    Kind kind,
    List<String> next,
    boolean join,
    MethodCode code,
    Place place,
    String doc,
    StepSettings settings) {

  /** Whether the flow begins or ends here. */
  record Role(boolean start, boolean end) {}

  boolean isStart() {
    return role.start();
  }

  boolean isSplit() {
    return kind == Kind.BRANCH || kind == Kind.FOREACH || kind == Kind.PARALLEL;
  }

  /** Its successors apart from itself. */
  List<String> others() {
    return next.stream().filter(step -> !repeats(step)).toList();
  }

  /** Whether it may choose itself, that being its own name. */
  boolean repeats(String step) {
    return kind == Kind.CHOICE && step.equals(name);
  }

  boolean isEnd() {
    return role.end();
  }
}
