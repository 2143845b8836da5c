import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Looks at the same numbers in two ways at once, and compares what came out. */
public class BranchFlow extends FlowSpec {

  @Parameter(help = "The numbers to look at")
  double[] numbers = {3, 1, 4, 1, 5, 9, 2, 6};

  double mean;
  double median;
  String verdict;

  /** Sends both branches off; they may run at the same time. */
  @Step
  Next start() {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("give at least one number");
    }
    return branch(this::average, this::middle);
  }

  /** The mean, which a single large number can carry away. */
  @Step
  Next average() {
    mean = DoubleStream.of(numbers).average().orElseThrow();
    return next(this::compare);
  }

  /** The median, which it can't. */
  @Step
  Next middle() {
    var sorted = numbers.clone();
    Arrays.sort(sorted);
    var half = sorted.length / 2;
    median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return next(this::compare);
  }

  /** A join starts with empty fields: it takes from each branch what it wants to keep. */
  @Step
  Next compare(Inputs<BranchFlow> inputs) {
    mean = inputs.named("average").mean;
    median = inputs.named("middle").median;
    verdict = mean > median ? "leans right" : mean < median ? "leans left" : "is balanced";
    return next(this::end);
  }

  /** Says which. */
  @Step
  void end() {
    System.out.println("mean " + mean + ", median " + median + ": the sample " + verdict);
  }
}
