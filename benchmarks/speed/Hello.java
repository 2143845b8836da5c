import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Three steps that greet. */
public class Hello extends FlowSpec {
  String greeting;

  @Step
  Next start() {
    greeting = "hello";
    return next(this::greet);
  }

  @Step
  Next greet() {
    greeting = greeting + ", world";
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println(greeting);
  }
}
