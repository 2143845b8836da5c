package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Keeps nothing. */
public class PlainFlow extends FlowSpec {
  @Step
  Next start() {
    return next(this::end);
  }

  @Step
  protected void end() {}
}
