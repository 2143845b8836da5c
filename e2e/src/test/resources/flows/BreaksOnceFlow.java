import dev.weir.flow.*;
import java.nio.file.*;
import java.util.*;

/** Fails at its third item for as long as a file is there. */
public class BreaksOnceFlow extends FlowSpec {
  @Parameter String stop;
  @IncludeFile String words = "";

  byte[] untouched;
  byte[] touched;
  int length;
  int sum;

  @Step
  Next start() {
    untouched = new byte[3_000_000];
    touched = new byte[2_000_000];
    new Random(1).nextBytes(untouched);
    new Random(2).nextBytes(touched);
    return foreach(List.of(1, 2, 3), this::measure);
  }

  @Step
  Next measure() {
    if (input(Integer.class) == 3 && Files.exists(Path.of(stop))) {
      throw new NoRetryException("stopped by " + stop);
    }
    length = touched.length * input(Integer.class) + words.length();
    return next(this::join);
  }

  @Step
  Next join(Inputs<BreaksOnceFlow> inputs) {
    for (var input : inputs) {
      sum += input.length;
    }
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("sum " + sum);
  }
}
