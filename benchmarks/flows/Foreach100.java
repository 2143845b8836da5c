import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import java.util.List;
import java.util.stream.IntStream;

/** A hundred trivial tasks side by side. */
public class Foreach100 extends FlowSpec {
  List<Integer> items;
  int square;
  long sum;

  @Step
  Next start() {
    items = IntStream.range(0, 100).boxed().toList();
    return foreach(items, this::body);
  }

  @Step
  Next body() {
    int item = input(Integer.class);
    square = item * item;
    return next(this::join);
  }

  @Step
  Next join(Inputs<Foreach100> inputs) {
    sum = inputs.stream().mapToLong(branch -> branch.square).sum();
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("sum is " + sum);
  }
}
