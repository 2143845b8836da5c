package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Has a field that can not be initialised. */
public class ThrowingFieldFlow extends FlowSpec {
  int field = Integer.parseInt("in the field");

  @Step
  Next start() {
    return next(this::end);
  }

  @Step
  void end() {}
}
