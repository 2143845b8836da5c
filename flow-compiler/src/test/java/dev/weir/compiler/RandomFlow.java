package dev.weir.compiler;

import dev.weir.protocol.FlowGraph.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A flow made up at random, and the graph it must turn out to have. */
final class RandomFlow {
  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final Map<String, Step> steps = new HashMap<>();
  private int named;
  private int budget;

  record Step(Kind kind, List<String> next, String joins, String matchingJoin) {}

  RandomFlow(long seed) {
    this.random = new Random(seed);
    this.budget = 4 + random.nextInt(30);
    step("start", "", "end", null);
    source.append("@Step void end() {}\n");
    steps.put("end", new Step(Kind.END, List.of(), null, null));
  }

  String source() {
    return Flows.flow(source.toString());
  }

  Map<String, Step> steps() {
    return steps;
  }

  /** Writes that step and all that comes between it and {@code until}. */
  private void step(String name, String inputs, String until, String joins) {
    budget--;
    switch (budget > 0 ? random.nextInt(4) : 0) {
      case 1 -> split(name, inputs, until, joins, 2 + random.nextInt(3));
      case 2 -> split(name, inputs, until, joins, 1);
      case 3 -> {
        var next = fresh();
        write(name, inputs, "next(this::" + next + ")", Kind.LINEAR, List.of(next), joins, null);
        step(next, "", until, null);
      }
      default ->
          write(
              name, inputs, "next(this::" + until + ")", Kind.LINEAR, List.of(until), joins, null);
    }
  }

  private void split(String name, String inputs, String until, String joins, int branches) {
    var join = fresh();
    var next = new ArrayList<String>();
    for (var i = 0; i < branches; i++) {
      next.add(fresh());
    }
    var references = next.stream().map(step -> "this::" + step).collect(Collectors.joining(", "));
    var kind = branches == 1 ? Kind.FOREACH : Kind.BRANCH;
    var call =
        kind == Kind.FOREACH
            ? "foreach(new int[] {1}, " + references + ")"
            : "branch(" + references + ")";
    write(name, inputs, call, kind, next, joins, join);
    next.forEach(step -> step(step, "", join, null));
    step(join, "Inputs<F> in", until, name);
  }

  private void write(
      String name,
      String inputs,
      String call,
      Kind kind,
      List<String> next,
      String joins,
      String join) {
    source.append("@Step Next %s(%s) { return %s; }\n".formatted(name, inputs, call));
    steps.put(name, new Step(kind, List.copyOf(next), joins, join));
  }

  private String fresh() {
    return "s" + named++;
  }
}
