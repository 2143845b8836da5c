package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Arrays;

/** Prints variables of its environment. */
public class EnvironmentFlow extends FlowSpec {
  @Parameter String how;

  @Step
  Next start() {
    print();
    return next(this::end);
  }

  @Step
  void end() {
    print();
  }

  private void print() {
    Arrays.stream(how.split(",")).forEach(name -> System.out.println(System.getenv(name)));
  }
}
