package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Can not be initialised. */
public class ThrowingStaticFlow extends FlowSpec {
  static final int CONSTANT = Integer.parseInt("in the class");

  @Step
  Next start() {
    return next(this::end);
  }

  @Step
  void end() {}
}
