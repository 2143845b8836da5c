package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a flow and how they follow each other, as read from its class file and checked: one
 * start, one end, every split joined by exactly one join.
 *
 * @param flow the flow's name
 * @param steps in topological order
 */
public record FlowGraph(String flow, @Nullable String doc, List<StepNode> steps) {
  public FlowGraph {
    steps = List.copyOf(steps);
  }

  public Optional<StepNode> find(String step) {
    return steps.stream().filter(node -> node.name().equals(step)).findFirst();
  }

  /** Where a run begins: the step that no other leads to, of which a checked graph has one. */
  public StepNode start() {
    var led = new HashSet<String>();
    for (var step : steps) {
      step.next().stream().filter(next -> !next.equals(step.name())).forEach(led::add);
    }
    return steps.stream()
        .filter(step -> !led.contains(step.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("flow " + flow + " has no start"));
  }

  /** Where a run ends; in a flow of one step, where it begins too. */
  public StepNode end() {
    return steps.stream()
        .filter(step -> step.kind() == Kind.END)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("flow " + flow + " has no end"));
  }

  /** The step of that name, which a checked graph has. */
  public StepNode step(String step) {
    return find(step)
        .orElseThrow(() -> new IllegalArgumentException("flow " + flow + " has no step " + step));
  }

  /** How a step hands on. */
  public enum Kind {
    /** One successor. */
    LINEAR,
    /** Several successors, all of which run. */
    BRANCH,
    /** One successor, once for each item. */
    FOREACH,
    /** One of several successors, chosen when it runs; the step itself may be one of them. */
    CHOICE,
    /** One successor, a given number of times side by side. */
    PARALLEL,
    /** None: the run ends here. */
    END
  }

  /**
   * One step.
   *
   * @param next its successors, in the order written
   * @param join whether it gathers branches
   * @param joins the step whose fan-out it gathers, when it is a join
   * @param matchingJoin the join that gathers its fan-out, when it is a split
   * @param reads the artifacts it can read, absent when {@code this} escapes and it may read all
   * @param writes the artifacts it can write
   * @param settings what annotations say about running it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepNode(
      String name,
      Kind kind,
      List<String> next,
      boolean join,
      @Nullable String joins,
      @Nullable String matchingJoin,
      @Nullable List<String> reads,
      List<String> writes,
      int line,
      @Nullable String doc,
      @Nullable StepSettings settings) {
    public StepNode {
      settings = settings == null ? StepSettings.NONE : settings;
      next = List.copyOf(next);
      reads = reads == null ? null : List.copyOf(reads);
      writes = List.copyOf(writes);
    }

    /** A step without settings. */
    public StepNode(
        String name,
        Kind kind,
        List<String> next,
        boolean join,
        @Nullable String joins,
        @Nullable String matchingJoin,
        @Nullable List<String> reads,
        List<String> writes,
        int line,
        @Nullable String doc) {
      this(name, kind, next, join, joins, matchingJoin, reads, writes, line, doc, null);
    }

    public StepNode withSettings(StepSettings changed) {
      return new StepNode(
          name, kind, next, join, joins, matchingJoin, reads, writes, line, doc, changed);
    }

    @JsonIgnore
    public boolean isSplit() {
      return kind == Kind.BRANCH || kind == Kind.FOREACH || kind == Kind.PARALLEL;
    }
  }
}
