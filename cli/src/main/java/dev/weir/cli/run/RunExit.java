package dev.weir.cli.run;

import dev.weir.cli.console.RunConsole;
import dev.weir.launcher.ExitHooks;
import dev.weir.launcher.LauncherSettings;
import dev.weir.protocol.FlowSettings.ExitHook;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.runtime.wire.ExitCall;
import dev.weir.runtime.wire.StoreLocation;
import java.io.IOException;
import java.util.List;

/** Calls what a flow's {@code @OnExit} names. It can change nothing: the run has ended. */
record RunExit(LauncherSettings settings, StoreLocation blobs, RunConsole console) {

  /**
   * @param failure what ended the run; empty when it succeeded
   */
  void call(RunPlan plan, RunRecord run, RunState state, String failure)
      throws InterruptedException {
    var succeeded = state == RunState.SUCCEEDED;
    for (var hook : hooks(plan)) {
      if (succeeded ? hook.onSuccess() : hook.onError()) {
        call(hook, plan, run, succeeded, failure);
      }
    }
  }

  private static List<ExitHook> hooks(RunPlan plan) {
    var flow = plan.code().settings();
    var hooks = flow == null ? null : flow.exitHooks();
    return hooks == null ? List.of() : hooks;
  }

  private void call(ExitHook hook, RunPlan plan, RunRecord run, boolean succeeded, String failure)
      throws InterruptedException {
    var call =
        new ExitCall(
            blobs,
            settings.workDir().resolve("code"),
            plan.codePackage(),
            hook.method(),
            run.id().value(),
            succeeded,
            failure,
            run.tags());
    try {
      var fine =
          new ExitHooks(settings)
              .call(call, line -> console.run("[on exit " + hook.method() + "] " + line));
      if (!fine) {
        console.run("On exit, " + hook.method() + " failed; the run is what it was.");
      }
    } catch (IOException e) {
      console.run("On exit, " + hook.method() + " could not be called: " + e.getMessage());
    }
  }
}
