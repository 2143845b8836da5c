package dev.weir.scheduler.support;

import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Graphs as a compiler would make them. */
public final class Flows {
  public static final FlowGraph LINEAR =
      flow(
          "Linear",
          step("start", Kind.LINEAR, "middle"),
          step("middle", Kind.LINEAR, "end"),
          step("end", Kind.END));

  public static final FlowGraph FOREACH =
      flow(
          "Foreach",
          split("start", Kind.FOREACH, "gather", "body"),
          step("body", Kind.LINEAR, "after"),
          step("after", Kind.LINEAR, "gather"),
          join("gather", "start", "end"),
          step("end", Kind.END));

  public static final FlowGraph NESTED =
      flow(
          "Nested",
          split("start", Kind.FOREACH, "outerJoin", "inner"),
          split("inner", Kind.FOREACH, "innerJoin", "body"),
          step("body", Kind.LINEAR, "innerJoin"),
          join("innerJoin", "inner", "outerJoin"),
          join("outerJoin", "start", "end"),
          step("end", Kind.END));

  public static final FlowGraph BRANCHING =
      flow(
          "Branching",
          split("start", Kind.BRANCH, "gather", "left", "right"),
          step("left", Kind.LINEAR, "gather"),
          step("right", Kind.LINEAR, "gather"),
          join("gather", "start", "end"),
          step("end", Kind.END));

  /** Its start is tried again after ten minutes, once; what then fails is caught. */
  public static final FlowGraph RETRIED =
      flow(
          "Retried",
          step("start", Kind.LINEAR, "end")
              .withSettings(
                  StepSettings.NONE
                      .withRetry(new RetryPolicy(1, Duration.ofMinutes(10)))
                      .withCaught(new CatchPolicy(null, true))),
          step("end", Kind.END));

  private Flows() {}

  private static FlowGraph flow(String name, StepNode... steps) {
    return new FlowGraph(name, null, List.of(steps));
  }

  private static StepNode step(String name, Kind kind, String... next) {
    return node(name, kind, null, null, next);
  }

  private static StepNode split(String name, Kind kind, String join, String... next) {
    return node(name, kind, null, join, next);
  }

  private static StepNode join(String name, String split, String next) {
    return node(name, Kind.LINEAR, split, null, next);
  }

  private static StepNode node(
      String name, Kind kind, @Nullable String joins, @Nullable String join, String... next) {
    return new StepNode(
        name, kind, List.of(next), joins != null, joins, join, null, List.of(), 1, null);
  }
}
