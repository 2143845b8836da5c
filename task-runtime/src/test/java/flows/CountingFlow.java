package flows;

import dev.weir.flow.Step;

/** Counts its tasks, as far as it can see. */
public class CountingFlow extends PlainFlow {
  private static int tasks;

  @Override
  @Step
  protected void end() {
    tasks++;
    System.out.println(tasks);
  }
}
