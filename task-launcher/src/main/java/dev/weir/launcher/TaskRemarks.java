package dev.weir.launcher;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Weir itself says in a task's log, in the same words wherever the task runs. They are
 * Metaflow's words where Metaflow has some.
 */
public final class TaskRemarks {
  private TaskRemarks() {}

  public static LogLine starting(TaskAssignment task) {
    var words =
        task.fallback() != null
            ? "Task fallback is starting to handle the failure."
            : task.attempt() > 0 ? "Task is starting (retry)." : "Task is starting.";
    return new LogLine(Instant.now(), Stream.RUNTIME, words);
  }

  /** The last lines: how it ended, after the stack trace of the exception that ended it. */
  public static List<LogLine> ended(TaskAssignment task, TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.Succeeded(_, _, var caught) when caught != null -> caught(task, caught);
      case TaskOutcome.Succeeded _ -> lines(null, "Task finished successfully.");
      case TaskOutcome.Failed(var failure) ->
          lines(
              failure.stackTrace(), "Task failed: " + failure.message() + retrying(task, failure));
      case TaskOutcome.Lost(var reason) -> lines(null, "Task stopped: " + reason);
    };
  }

  private static List<LogLine> caught(TaskAssignment task, Failure failure) {
    var policy = task.settings().caught();
    var printed = policy != null && policy.print() ? failure.stackTrace() : null;
    return lines(
        printed,
        "@Catch caught the failure of step "
            + task.key().step()
            + ": "
            + failure.message()
            + "\nTask finished successfully.");
  }

  private static String retrying(TaskAssignment task, Failure failure) {
    var retry = task.settings().retry();
    if (retry == null || task.retriesLeft() == 0) {
      return "";
    }
    if (failure.kind() == FailureKind.NO_RETRY) {
      return "\nThis failed task will not be retried.";
    }
    int retries = retry.times();
    return "\nTask will be tried again (retry %d of %d)."
        .formatted(retries - task.retriesLeft() + 1, retries);
  }

  private static List<LogLine> lines(@Nullable String stackTrace, String remark) {
    var now = Instant.now();
    var lines = new ArrayList<LogLine>();
    if (stackTrace != null) {
      stackTrace.lines().forEach(line -> lines.add(new LogLine(now, Stream.STDERR, line)));
    }
    remark.lines().forEach(line -> lines.add(new LogLine(now, Stream.RUNTIME, line)));
    return lines;
  }
}
