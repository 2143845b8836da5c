package dev.weir.cli.run;

import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunId;

/** Says why a run failed and where to read on. */
final class RunFailures {
  private RunFailures() {}

  static String text(RunId run, TaskFailure failure) {
    return "Step "
        + failure.step()
        + " (task-id "
        + failure.task()
        + ") failed: "
        + failure.failure().message()
        + "\nIts output: weir logs "
        + run
        + "/"
        + failure.step()
        + "/"
        + failure.task();
  }
}
