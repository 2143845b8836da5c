import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Estimates pi by throwing darts: several sample sizes, and several seeds for each of them. */
public class NestedForeachFlow extends FlowSpec {

  @Parameter(help = "How many darts to throw")
  List<Integer> sizes = List.of(100, 1_000, 10_000);

  @Parameter(help = "How many times to repeat each size")
  int repeats = 4;

  int size;
  double estimate;
  Map<Integer, Double> estimates;

  /** The outer foreach: one task for each size. */
  @Step
  Next start() {
    return foreach(sizes, this::repeat);
  }

  /** The inner foreach: one task for each seed, within each size. */
  @Step
  Next repeat() {
    size = input(Integer.class);
    return foreach(IntStream.range(0, repeats), this::throwDarts);
  }

  /** Runs once for each pair; {@code size} is still what the step before wrote. */
  @Step
  Next throwDarts() {
    var random = new Random(input(Integer.class));
    var hits = 0;
    for (var dart = 0; dart < size; dart++) {
      if (Math.hypot(random.nextDouble(), random.nextDouble()) <= 1) {
        hits++;
      }
    }
    estimate = 4.0 * hits / size;
    return next(this::average);
  }

  /** The inner join: gathers the seeds of one size, and keeps which size it was. */
  @Step
  Next average(Inputs<NestedForeachFlow> seeds) {
    size = seeds.get(0).size;
    estimate = seeds.stream().mapToDouble(seed -> seed.estimate).average().orElseThrow();
    return next(this::collect);
  }

  /** The outer join: gathers the sizes. */
  @Step
  Next collect(Inputs<NestedForeachFlow> ofSizes) {
    estimates = new TreeMap<>();
    ofSizes.forEach(input -> estimates.put(input.size, input.estimate));
    return next(this::end);
  }

  /** Shows how the estimates close in. */
  @Step
  void end() {
    estimates.forEach((darts, pi) -> System.out.println(darts + " darts: pi is about " + pi));
  }
}
