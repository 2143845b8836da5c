import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Random;

/** Makes one artifact of a given size in one step and reads it in the next. */
public class Big extends FlowSpec {
  @Parameter long bytes = 200_000_000;

  byte[] data;

  @Step
  Next start() {
    data = new byte[(int) bytes];
    new Random(1).nextBytes(data);
    System.out.println("made " + System.currentTimeMillis());
    return next(this::load);
  }

  @Step
  Next load() {
    System.out.println("loaded " + data.length + " " + System.currentTimeMillis());
    return next(this::end);
  }

  @Step
  void end() {}
}
