package dev.weir.metadata.store;

import dev.weir.protocol.AttemptState;
import dev.weir.protocol.TaskState;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The states of a task's attempts by their number. Only the newest can succeed or still run: a
 * newer attempt is handed out only after the one before it failed or was taken away.
 */
record AttemptHistory(SortedMap<Integer, AttemptState> states) {

  AttemptHistory(Map<Integer, AttemptState> states) {
    this(Collections.unmodifiableSortedMap(new TreeMap<>(states)));
  }

  /** This history once the report is in; the same history when the report came too late. */
  AttemptHistory with(int attempt, AttemptState reported) {
    var after = new TreeMap<>(states);
    after.merge(attempt, reported, (now, next) -> now.mayBecome(next) ? next : now);
    after.headMap(after.lastKey()).replaceAll((_, state) -> superseded(state));
    return new AttemptHistory(after);
  }

  TaskState taskState() {
    return switch (states.get(states.lastKey())) {
      case RUNNING -> TaskState.RUNNING;
      case SUCCEEDED -> TaskState.SUCCEEDED;
      case FAILED -> TaskState.FAILED;
      case LOST -> TaskState.READY;
    };
  }

  private static AttemptState superseded(AttemptState state) {
    return state == AttemptState.FAILED ? state : AttemptState.LOST;
  }
}
