package dev.weir.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.scheduler.support.Flows;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphCheckTest {
  private static final StepNode END = step("end", Kind.END);

  @Test
  void aCompiledGraphHasNoFault() {
    for (var graph : List.of(Flows.LINEAR, Flows.FOREACH, Flows.NESTED, Flows.BRANCHING)) {
      assertThat(GraphCheck.fault(graph)).isEmpty();
    }
  }

  @Test
  void whatTheEngineCouldNotWalkIsNamed() {
    assertThat(fault()).contains("no start");
    assertThat(fault(step("start", Kind.LINEAR, "end"))).contains("no step end");
    assertThat(fault(step("a", Kind.CHOICE, "a", "b"), step("b", Kind.CHOICE, "b", "a")))
        .contains("no start");
    assertThat(
            fault(
                step("a", Kind.LINEAR, "b"),
                step("b", Kind.CHOICE, "b", "c"),
                step("c", Kind.LINEAR, "b")))
        .contains("no end");
    assertThat(fault(step("a", Kind.LINEAR, "end"), step("b", Kind.LINEAR, "end"), END))
        .contains("several steps that could be the start: a, b");
    assertThat(fault(step("a", Kind.CHOICE, "b", "end"), step("b", Kind.END), END))
        .contains("several steps that could be the end: b, end");
    assertThat(fault(step("start", Kind.LINEAR, "nowhere"), END)).contains("no step nowhere");
    assertThat(fault(step("start", Kind.LINEAR), END)).contains("start is LINEAR");
    assertThat(fault(step("start", Kind.FOREACH, "end"), END)).contains("fans out to no join");
    assertThat(fault(step("start", Kind.LINEAR, "end"), END, END)).contains("two steps named end");
  }

  @Test
  void stepsThatAreNotNamedStartAndEndAndASingleOneHaveNoFault() {
    var marked = List.of(step("load", Kind.LINEAR, "report"), step("report", Kind.END));
    for (var steps : List.of(marked, List.of(step("only", Kind.END)))) {
      assertThat(GraphCheck.fault(new FlowGraph("F", null, steps))).isEmpty();
    }
  }

  private static String fault(StepNode... steps) {
    return GraphCheck.fault(new FlowGraph("F", null, List.of(steps))).orElseThrow();
  }

  private static StepNode step(String name, Kind kind, String... next) {
    return new StepNode(name, kind, List.of(next), false, null, null, null, List.of(), 1, null);
  }
}
