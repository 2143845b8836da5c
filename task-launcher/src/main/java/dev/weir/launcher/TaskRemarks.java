package dev.weir.launcher;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
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

  public static LogLine starting() {
    return new LogLine(Instant.now(), Stream.RUNTIME, "Task is starting.");
  }

  /** The last lines: how it ended, after the stack trace of the exception that ended it. */
  public static List<LogLine> ended(TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.Succeeded _ -> lines(null, "Task finished successfully.");
      case TaskOutcome.Failed(var failure) ->
          lines(failure.stackTrace(), "Task failed: " + failure.message());
      case TaskOutcome.Lost(var reason) -> lines(null, "Task stopped: " + reason);
    };
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
