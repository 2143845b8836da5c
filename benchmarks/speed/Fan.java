import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.List;
import java.util.stream.IntStream;

/** Any number of trivial tasks side by side. */
public class Fan extends FlowSpec {
  @Parameter int count = 10;

  List<Integer> items;
  long square;
  long sum;

  @Step
  Next start() {
    items = IntStream.range(0, count).boxed().toList();
    return foreach(items, this::body);
  }

  @Step
  Next body() {
    long item = input(Integer.class);
    square = item * item;
    return next(this::join);
  }

  @Step
  Next join(Inputs<Fan> inputs) {
    sum = inputs.stream().mapToLong(branch -> branch.square).sum();
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("sum is " + sum);
  }
}
