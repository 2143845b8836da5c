import dev.weir.flow.*;

/** Has one step, which is start and end at once. */
public class OneStepFlow extends FlowSpec {
  @Parameter int n = 3;
  int square;

  @Step
  void compute() {
    square = n * n;
    System.out.println("square " + square);
  }
}
