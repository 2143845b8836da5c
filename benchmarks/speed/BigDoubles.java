import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Random;

/** Makes one array of numbers of a given size in one step and reads it in the next. */
public class BigDoubles extends FlowSpec {
  @Parameter long bytes = 200_000_000;

  double[] data;

  @Step
  Next start() {
    data = new Random(1).doubles(bytes / 8).toArray();
    System.out.println("made " + System.currentTimeMillis());
    return next(this::load);
  }

  @Step
  Next load() {
    System.out.println("loaded " + data.length * 8L + " " + System.currentTimeMillis());
    return next(this::end);
  }

  @Step
  void end() {}
}
