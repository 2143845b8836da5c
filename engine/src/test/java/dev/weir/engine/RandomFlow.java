package dev.weir.engine;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random flow of linear steps, branches and foreaches, nested, together with how many items each
 * foreach has. Built from its structure, not from the rules under test.
 */
public final class RandomFlow {
  private final Random random;
  private final List<StepNode> steps = new ArrayList<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, Integer> instances = new HashMap<>();
  private int names;

  private RandomFlow(Random random) {
    this.random = random;
  }

  public static RandomFlow of(Random random) {
    var flow = new RandomFlow(random);
    var first = flow.sequence(1 + random.nextInt(4), 3, 1, FlowGraph.END, FlowGraph.START);
    if (!first.equals(FlowGraph.START)) {
      throw new IllegalStateException("the sequence begins at " + first);
    }
    flow.add(FlowGraph.END, Kind.END, List.of(), null, null, 1);
    return flow;
  }

  public FlowGraph graph() {
    return new FlowGraph("RandomFlow", null, steps);
  }

  /** How many items the foreach of that step has. */
  public int size(String step) {
    return sizes.get(step);
  }

  /** How many instances each step has in a run. */
  public Map<String, Integer> instances() {
    return Map.copyOf(instances);
  }

  /**
   * Adds a sequence of blocks that continues at {@code next}, and returns the name of its first
   * step.
   */
  private String sequence(int blocks, int depth, int times, String next, @Nullable String named) {
    var following = next;
    for (int block = blocks; block > 0; block--) {
      following = block(depth, times, following, block == 1 ? named : null);
    }
    return following;
  }

  private String block(int depth, int times, String next, @Nullable String named) {
    var name = named == null ? "s" + names++ : named;
    int choice = depth == 0 ? 0 : random.nextInt(3);
    switch (choice) {
      case 0 -> add(name, Kind.LINEAR, List.of(next), null, null, times);
      case 1 -> branch(name, depth, times, next);
      default -> foreach(name, depth, times, next);
    }
    return name;
  }

  private void branch(String name, int depth, int times, String next) {
    var join = "j" + names++;
    var first = new ArrayList<String>();
    for (int branches = 2 + random.nextInt(2); branches > 0; branches--) {
      first.add(sequence(1 + random.nextInt(2), depth - 1, times, join, null));
    }
    add(name, Kind.BRANCH, first, null, join, times);
    add(join, Kind.LINEAR, List.of(next), name, null, times);
  }

  private void foreach(String name, int depth, int times, String next) {
    var join = "j" + names++;
    int size = 1 + random.nextInt(4);
    sizes.put(name, size);
    var body = sequence(1 + random.nextInt(2), depth - 1, times * size, join, null);
    add(name, Kind.FOREACH, List.of(body), null, join, times);
    add(join, Kind.LINEAR, List.of(next), name, null, times);
  }

  private void add(
      String name,
      Kind kind,
      List<String> next,
      @Nullable String joins,
      @Nullable String matchingJoin,
      int times) {
    instances.put(name, times);
    steps.add(
        new StepNode(
            name, kind, next, joins != null, joins, matchingJoin, null, List.of(), 1, null));
  }
}
