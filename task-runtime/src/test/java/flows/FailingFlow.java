package flows;

import dev.weir.flow.Failure;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.NoRetryException;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.concurrent.CountDownLatch;

/** Fails in its second step, or takes its time. */
public class FailingFlow extends FlowSpec {
  @Parameter String how = "not at all";

  String written = "by start";
  Failure why;

  @Step
  Next start() {
    return next(this::risky);
  }

  @Step
  Next risky() throws InterruptedException {
    written = "by risky";
    switch (how) {
      case "throw" -> throw new IllegalStateException("no luck");
      case "no retry" -> throw new NoRetryException("of no use");
      case "no retry, wrapped" ->
          throw new IllegalStateException(new NoRetryException("of no use"));
      case "sleep" -> new CountDownLatch(1).await();
      case "sleep on" -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          written = "after the interrupt";
        }
      }
      default -> {}
    }
    return next(this::end);
  }

  @Step
  void end() {}
}
