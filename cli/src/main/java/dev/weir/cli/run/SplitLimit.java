package dev.weir.cli.run;

import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.util.Map;
import java.util.Optional;

/**
 * How far one task may fan out on this machine. Beyond that it is sooner a mistake than a wish.
 *
 * @param items of a foreach, at most
 */
public record SplitLimit(int items) {
  public static final SplitLimit DEFAULT = new SplitLimit(100);

  /** Each node of a gang is a process of its own, all at once. */
  private static final int NODES = 64;

  /** The report, or the failure of a task that fans out too far. */
  TaskReport check(TaskKey task, TaskReport report) {
    return report.outcome() instanceof TaskOutcome.Succeeded succeeded
        ? fault(task.step(), succeeded.transition())
            .map(fault -> new TaskReport(failed(fault), Map.of(), report.pid()))
            .orElse(report)
        : report;
  }

  private Optional<String> fault(String step, Transition transition) {
    return switch (transition) {
      case Transition.Foreach(_, var size, _) when size > items ->
          Optional.of(
              "foreach in step %s has %d items, more than the %d allowed: --max-num-splits %d"
                      .formatted(step, size, items, size)
                  + " allows them");
      case Transition.Parallel(_, var size) when size > NODES ->
          Optional.of(
              "step %s asks for %d nodes at once: one machine runs at most %d"
                  .formatted(step, size, NODES));
      case Transition.Foreach _,
          Transition.Parallel _,
          Transition.Next _,
          Transition.Branch _,
          Transition.Choice _,
          Transition.End _ ->
          Optional.empty();
    };
  }

  private static TaskOutcome failed(String fault) {
    return new TaskOutcome.Failed(new Failure(FailureKind.USER_ERROR, fault, null));
  }
}
