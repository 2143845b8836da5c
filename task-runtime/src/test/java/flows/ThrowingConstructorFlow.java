package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Can not be made. */
public class ThrowingConstructorFlow extends FlowSpec {
  ThrowingConstructorFlow() {
    throw new IllegalStateException("in the constructor");
  }

  @Step
  Next start() {
    return next(this::end);
  }

  @Step
  void end() {}
}
