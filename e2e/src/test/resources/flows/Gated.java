import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Tasks that tell when they have begun and go on when a file appears. */
public class Gated extends FlowSpec {
  @Parameter(help = "The folder where tasks leave a file when they begin, and wait for one named go")
  String gate;

  @Parameter(help = "How many tasks")
  int size = 8;

  List<Integer> items;
  int square;
  List<Integer> squares;

  @Step
  Next start() {
    items = IntStream.range(0, size).boxed().toList();
    return foreach(items, this::body);
  }

  @Step
  Next body() throws IOException {
    var folder = Path.of(gate);
    Files.createTempFile(folder, "began-" + index() + "-", "");
    System.out.println("item " + index() + " waits");
    while (!Files.exists(folder.resolve("go"))) {
      LockSupport.parkNanos(20_000_000);
    }
    square = input(Integer.class) * input(Integer.class);
    return next(this::join);
  }

  @Step
  Next join(Inputs<Gated> inputs) {
    squares = inputs.stream().map(branch -> branch.square).toList();
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("squares are " + squares);
  }
}
