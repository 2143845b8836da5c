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
  private final String first;
  private final StringBuilder source = new StringBuilder();
  private final Map<String, Step> steps = new HashMap<>();
  private int named;
  private int budget;

  record Step(Kind kind, List<String> next, String joins, String matchingJoin) {}

  RandomFlow(long seed) {
    this.random = new Random(seed);
    this.budget = 4 + random.nextInt(30);
    this.first = random.nextBoolean() ? "start" : "first";
    var last = random.nextBoolean() ? "end" : "last";
    step(first, "", last, null);
    source.append("@Step(end = %s) void %s() {}\n".formatted(last.equals("last"), last));
    steps.put(last, new Step(Kind.END, List.of(), null, null));
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
    switch (budget > 0 ? random.nextInt(6) : 0) {
      case 1 -> split(name, inputs, until, joins, 2 + random.nextInt(3));
      case 2 -> split(name, inputs, until, joins, 1);
      case 3 -> {
        var next = fresh();
        write(name, inputs, "next(this::" + next + ")", Kind.LINEAR, List.of(next), joins, null);
        step(next, "", until, null);
      }
      case 4 -> choice(name, inputs, until, joins);
      case 5 -> gang(name, inputs, until, joins);
      default ->
          write(
              name, inputs, "next(this::" + until + ")", Kind.LINEAR, List.of(until), joins, null);
    }
  }

  /** Two or three ways that meet again, and perhaps the step itself. */
  private void choice(String name, String inputs, String until, String joins) {
    var meet = fresh();
    var ways = new ArrayList<String>();
    for (var i = 0; i < 2 + random.nextInt(2); i++) {
      ways.add(fresh());
    }
    if (inputs.isEmpty() && !name.equals(first) && random.nextBoolean()) {
      ways.add(random.nextInt(ways.size()), name);
    }
    var call =
        ways.size() == 2
            ? "choose(hashCode() > 3, this::" + ways.getFirst() + ", this::" + ways.getLast() + ")"
            : ways.stream()
                .map(way -> "option(\"" + way + "\", this::" + way + ")")
                .collect(Collectors.joining(", ", "choose(\"key\", ", ")"));
    write(name, inputs, call, Kind.CHOICE, ways, joins, null);
    ways.stream().filter(way -> !way.equals(name)).forEach(way -> step(way, "", meet, null));
    step(meet, "", until, null);
  }

  private void gang(String name, String inputs, String until, String joins) {
    var join = fresh();
    var node = fresh();
    var call = "parallel(2, this::" + node + ")";
    write(name, inputs, call, Kind.PARALLEL, List.of(node), joins, join);
    write(node, "", "next(this::" + join + ")", Kind.LINEAR, List.of(join), null, null);
    step(join, "Inputs<F> in", until, name);
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
    var step = name.equals("first") ? "@Step(start = true)" : "@Step";
    source.append("%s Next %s(%s) { return %s; }\n".formatted(step, name, inputs, call));
    steps.put(name, new Step(kind, List.copyOf(next), joins, join));
  }

  private String fresh() {
    return "s" + named++;
  }
}
