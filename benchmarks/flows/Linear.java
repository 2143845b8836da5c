import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Three trivial steps: what a run costs at least. */
public class Linear extends FlowSpec {
  int x;

  @Step
  Next start() {
    x = 1;
    return next(this::middle);
  }

  @Step
  Next middle() {
    x = x + 1;
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("x is " + x);
  }
}
