package dev.weir.engine;

import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random flow of linear steps, branches, foreaches, gangs and choices, nested, with retries and
 * catches, together with how many items each foreach has and what each choice chooses. Built from
 * its structure, not from the rules under test.
 */
public final class RandomFlow {
  private static final String START = "first";
  private static final String END = "last";

  private final Random random;
  private final List<StepNode> steps = new ArrayList<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, List<String>> choices = new HashMap<>();
  private final Map<String, Integer> instances = new HashMap<>();
  private int names;

  private RandomFlow(Random random) {
    this.random = random;
  }

  public static RandomFlow of(Random random) {
    var flow = new RandomFlow(random);
    var first = flow.sequence(1 + random.nextInt(4), 3, 1, END, START);
    if (!first.equals(START)) {
      throw new IllegalStateException("the sequence begins at " + first);
    }
    flow.add(END, Kind.END, List.of(), null, null, 1);
    return flow;
  }

  public FlowGraph graph() {
    return new FlowGraph("RandomFlow", null, steps);
  }

  /** What that step chooses in that round. */
  public String choice(String step, int round) {
    return choices.get(step).get(round);
  }

  /** How many items the foreach of that step has, or nodes its gang. */
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
    int choice = depth == 0 ? 0 : random.nextInt(5);
    switch (choice) {
      case 0 -> add(name, Kind.LINEAR, List.of(next), null, null, times);
      case 1 -> branch(name, depth, times, next);
      case 2 -> choice(name, depth, times, next);
      case 3 -> gang(name, times, next);
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

  /** One of several ways that meet again, after some rounds of the step itself. */
  private void choice(String name, int depth, int times, String next) {
    var ways = 2 + random.nextInt(2);
    var chosen = random.nextInt(ways);
    var first = new ArrayList<String>();
    for (int way = 0; way < ways; way++) {
      int taken = way == chosen ? times : 0;
      first.add(sequence(1 + random.nextInt(2), depth - 1, taken, next, null));
    }
    var choosing = new ArrayList<>(Collections.nCopies(random.nextInt(3), name));
    choosing.add(first.get(chosen));
    choices.put(name, choosing);
    first.add(random.nextInt(first.size() + 1), name);
    add(name, Kind.CHOICE, first, null, null, times * choosing.size());
  }

  private void gang(String name, int times, String next) {
    var join = "j" + names++;
    var node = "g" + names++;
    int size = 1 + random.nextInt(3);
    sizes.put(name, size);
    add(node, Kind.LINEAR, List.of(join), null, null, times * size);
    add(name, Kind.PARALLEL, List.of(node), null, join, times);
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
    if (times > 0) {
      instances.put(name, times);
    }
    steps.add(
        new StepNode(
            name,
            kind,
            next,
            joins != null,
            joins,
            matchingJoin,
            null,
            List.of(),
            1,
            null,
            settings(kind)));
  }

  private StepSettings settings(Kind kind) {
    var retry = random.nextBoolean() ? new RetryPolicy(random.nextInt(3), Duration.ZERO) : null;
    var decides = kind == Kind.FOREACH || kind == Kind.CHOICE || kind == Kind.PARALLEL;
    var caught = !decides && random.nextInt(3) == 0 ? new CatchPolicy("why", true) : null;
    return StepSettings.NONE.withRetry(retry).withCaught(caught);
  }
}
