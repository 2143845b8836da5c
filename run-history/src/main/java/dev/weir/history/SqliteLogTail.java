package dev.weir.history;

import dev.weir.protocol.AttemptState;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What attempts of a local run have logged, each asked for what is new until it has ended: an
 * attempt's end is stored after its log.
 */
final class SqliteLogTail implements LogTail {
  private final SqliteDatabase database;
  private final RunId run;
  private final Optional<String> step;
  private final Optional<TaskId> task;
  private final Map<Attempt, Integer> read = new HashMap<>();
  private final Set<Attempt> finished = new HashSet<>();

  SqliteLogTail(SqliteDatabase database, RunId run, Optional<String> step, Optional<TaskId> task) {
    this.database = database;
    this.run = run;
    this.step = step;
    this.task = task;
  }

  private record Attempt(TaskId task, int number) {}

  private record Seen(Attempt attempt, boolean ended) {}

  @Override
  public void next(Consumer<LogChunk> reader) {
    for (var seen : attempts()) {
      if (!finished.contains(seen.attempt())) {
        news(seen.attempt(), reader);
        if (seen.ended()) {
          read.remove(seen.attempt());
          finished.add(seen.attempt());
        }
      }
    }
  }

  private List<Seen> attempts() {
    return database.query(
        """
        SELECT task, attempt, state FROM tasks JOIN attempts USING (run, task)
        WHERE run = ?1 AND (?2 IS NULL OR step = ?2) AND (?3 IS NULL OR task = ?3)
        ORDER BY number, attempt
        """,
        row ->
            new Seen(
                new Attempt(new TaskId(row.getString(1)), row.getInt(2)),
                AttemptState.valueOf(row.getString(3)) != AttemptState.RUNNING),
        run.value(),
        step.orElse(null),
        task.map(TaskId::value).orElse(null));
  }

  private void news(Attempt attempt, Consumer<LogChunk> reader) {
    var logs = new SqliteLogs(database, run, attempt.task());
    var chunk = logs.next(attempt.number(), read.getOrDefault(attempt, -1));
    while (chunk.isPresent()) {
      read.put(attempt, chunk.get().sequence());
      reader.accept(chunk.get());
      chunk = logs.next(attempt.number(), chunk.get().sequence());
    }
  }
}
