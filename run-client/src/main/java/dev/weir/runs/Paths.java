package dev.weir.runs;

import dev.weir.history.RecordException;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.util.List;
import java.util.function.Function;

/** What names runs, steps and tasks in text. */
final class Paths {
  private Paths() {}

  static RunId run(String path) {
    return id(split(path, 1).getFirst(), RunId::new);
  }

  static TaskId task(String id) {
    return id(id, TaskId::new);
  }

  /** The last parts of a path; a flow's name may stand before them. */
  static List<String> split(String path, int count) {
    var parts = List.of(path.strip().split("/", -1));
    if (parts.size() < count || parts.size() > count + 1) {
      throw new RecordException(
          "'" + path + "' is not " + List.of("RUN", "RUN/STEP", "RUN/STEP/TASK").get(count - 1));
    }
    return parts.subList(parts.size() - count, parts.size());
  }

  /** A step's or a task's path as the command takes it. */
  static String withoutFlow(String path) {
    var parts = path.strip().split("/", -1);
    return parts.length == 4 ? String.join("/", split(path, 3)) : path.strip();
  }

  private static <T> T id(String text, Function<String, T> constructor) {
    try {
      return constructor.apply(text);
    } catch (IllegalArgumentException e) {
      throw new RecordException("'" + text + "': " + e.getMessage());
    }
  }
}
