import dev.weir.flow.*;
import java.util.List;

/** Begins and ends at steps of other names. */
public class MarkedFlow extends FlowSpec {
  @Parameter int factor = 2;
  int product;
  int sum;

  @Step(start = true)
  Next load() {
    return foreach(List.of(1, 2), this::times);
  }

  @Step
  Next times() {
    product = factor * input(Integer.class);
    return next(this::gather);
  }

  @Step
  Next gather(Inputs<MarkedFlow> inputs) {
    for (var input : inputs) {
      sum += input.product;
    }
    return next(this::report);
  }

  @Step(end = true)
  void report() {
    System.out.println("sum " + sum);
  }
}
