import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;

/**
 * The square root of a number by Newton's method: a step repeats itself until it is good enough.
 */
public class NewtonFlow extends FlowSpec {
  /** How much two guesses may differ in the end, as a share of the root. */
  static final double TOLERANCE = 1e-12;

  @Parameter(help = "The number whose root is wanted")
  double number = 2;

  double root;
  int rounds;
  String verdict;

  /** Looks whether there is a root at all. */
  @Step
  Next start() {
    return choose(number < 0, this::refuse, this::begin);
  }

  /** A negative number has none. */
  @Step
  Next refuse() {
    verdict = "has no real root";
    return next(this::report);
  }

  /** Makes a first guess. */
  @Step
  Next begin() {
    root = Math.max(number, 1);
    return next(this::improve);
  }

  /** Makes the guess better, as often as it takes. */
  @Step
  Next improve() {
    var better = (root + number / root) / 2;
    var done = Math.abs(better - root) <= TOLERANCE * better;
    root = better;
    rounds = current().round() + 1;
    return choose(done, this::accept, this::improve);
  }

  /** Puts the result into words. */
  @Step
  Next accept() {
    verdict = "has the root " + root + ", found in " + rounds + " rounds";
    return next(this::report);
  }

  /** Here both ways meet again; whichever was taken, this runs once. */
  @Step
  Next report() {
    System.out.println(number + " " + verdict);
    return next(this::end);
  }

  /** Nothing is left to do. */
  @Step
  void end() {}
}
