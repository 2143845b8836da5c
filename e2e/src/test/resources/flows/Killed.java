import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import java.io.IOException;

/** Its process is killed from outside in the middle. */
public class Killed extends FlowSpec {
  @Step
  Next start() throws IOException, InterruptedException {
    var self = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-9", self).start().waitFor();
    return next(this::end);
  }

  @Step
  void end() {}
}
