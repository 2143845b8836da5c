package dev.weir.scheduler.run;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The numbers behind the ids. An id is never a bare number: clients of Metaflow's API take those
 * for something else.
 */
final class Numbers {
  private static final Pattern RUN = Pattern.compile("w([1-9]\\d{0,17})");
  private static final Pattern TASK = Pattern.compile("t([1-9]\\d{0,17})");

  private Numbers() {}

  static RunId run(long number) {
    return new RunId("w" + number);
  }

  static TaskId task(long number) {
    return new TaskId("t" + number);
  }

  static OptionalLong find(RunId id) {
    return number(RUN, id.value());
  }

  static OptionalLong find(TaskId id) {
    return number(TASK, id.value());
  }

  static long of(RunId id) {
    return find(id)
        .orElseThrow(() -> new ServiceException(ProblemType.RUN_NOT_FOUND, "no run " + id));
  }

  static long of(TaskId id) {
    return find(id)
        .orElseThrow(() -> new ServiceException(ProblemType.TASK_NOT_FOUND, "no task " + id));
  }

  private static OptionalLong number(Pattern form, String id) {
    var matcher = form.matcher(id);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
