import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.NoRetryException;
import dev.weir.flow.Project;
import dev.weir.flow.Retry;
import dev.weir.flow.Step;

/** Says in its first attempt that the others would be of no use. */
@Project("films")
public class GivesUp extends FlowSpec {
  @Step
  @Retry(times = 3, delay = "1h")
  Next start() {
    System.out.println("in " + current().namespace());
    if (current().attempt() == 0) {
      throw new NoRetryException("of no use");
    }
    return next(this::end);
  }

  @Step
  void end() {}
}
