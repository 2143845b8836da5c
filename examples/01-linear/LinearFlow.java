import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;

/** Greets someone, one step after another. */
public class LinearFlow extends FlowSpec {

  @Parameter(help = "Whom to greet")
  String name = "world";

  String greeting;
  int length;

  /** Every flow begins here. */
  @Step
  Next start() {
    greeting = "Hello, " + name + "!";
    return next(this::measure);
  }

  /** Sees what start wrote, though it runs in a task of its own. */
  @Step
  Next measure() {
    length = greeting.codePointCount(0, greeting.length());
    return next(this::end);
  }

  /** Every flow ends here. */
  @Step
  void end() {
    System.out.println(greeting);
    System.out.println("That is " + length + " characters.");
  }
}
