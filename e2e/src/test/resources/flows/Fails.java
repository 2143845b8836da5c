import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Ends in the middle. */
public class Fails extends FlowSpec {
  @Step
  Next start() {
    return next(this::middle);
  }

  @Step
  Next middle() {
    if (System.currentTimeMillis() > 0) {
      throw new IllegalStateException("no such luck");
    }
    return next(this::end);
  }

  @Step
  void end() {}
}
