package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Locale;

/** Leaves traces in its JVM, and shows which it finds. */
public class ResidentFlow extends FlowSpec {
  private static int count;

  @Parameter String how = "";
  String seen;

  @Step
  Next start() throws Exception {
    count++;
    System.setProperty("trace", "left");
    Locale.setDefault(Locale.GERMANY);
    return next(this::end);
  }

  @Step
  void end() {
    seen =
        String.join(
            " ",
            Integer.toString(count),
            String.valueOf(System.getProperty("trace")),
            String.valueOf(Locale.getDefault().equals(Locale.GERMANY)),
            System.getenv("WEIR_STEP"),
            String.valueOf(canLoad("com.fasterxml.jackson.databind.ObjectMapper")),
            String.valueOf(canLoad("dev.weir.runtime.TaskMain")),
            String.valueOf(getClass().getResource("/dev/weir/runtime/TaskMain.class") != null));
    System.out.println(seen);
  }

  private static boolean canLoad(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
