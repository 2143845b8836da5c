package dev.weir.history;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Frame;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of a {@link LocalRecord}: three questions for a page of them, however many. */
final class SqliteTasks {
  private final SqliteDatabase database;

  SqliteTasks(SqliteDatabase database) {
    this.database = database;
  }

  /** A task, without its attempts. */
  private record Row(RunId run, TaskId id, long number, TaskKey key, Instant createdAt) {}

  private record AttemptId(String task, int attempt) {}

  /**
   * Some of a step's tasks, oldest first.
   *
   * @param after the last of those before; where there is no such task, none follows it
   * @param over whether the run has ended
   */
  List<TaskRecord> page(RunId run, String step, @Nullable TaskId after, int limit, boolean over) {
    return whole(
        database.query(
            """
            SELECT * FROM tasks WHERE run = ?1 AND step = ?2 AND (?3 IS NULL OR number >
              (SELECT number FROM tasks WHERE run = ?1 AND task = ?3))
            ORDER BY number LIMIT ?4
            """,
            SqliteTasks::row,
            run.value(),
            step,
            after == null ? null : after.value(),
            limit),
        over);
  }

  Optional<TaskRecord> find(RunId run, TaskId task, boolean over) {
    var rows =
        database.query(
            "SELECT * FROM tasks WHERE run = ? AND task = ?",
            SqliteTasks::row,
            run.value(),
            task.value());
    return whole(rows, over).stream().findFirst();
  }

  static TaskKey key(ResultSet row) throws SQLException {
    return new TaskKey(
        row.getString("step"),
        Stored.list(row.getString("frames"), Frame.class),
        row.getInt("round"));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new RunId(row.getString("run")),
        new TaskId(row.getString("task")),
        row.getLong("number"),
        key(row),
        Instant.parse(row.getString("created_at")));
  }

  /** All of one step. */
  private List<TaskRecord> whole(List<Row> rows, boolean over) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var artifacts = artifacts(rows);
    var keys = new HashMap<String, TaskKey>();
    rows.forEach(row -> keys.put(row.id().value(), row.key()));
    var attempts = new HashMap<TaskId, List<AttemptRecord>>();
    query(
        rows,
        "SELECT attempts.* FROM tasks CROSS JOIN attempts USING (run, task)",
        "attempt",
        row -> {
          var attempt = attempt(row, keys, artifacts);
          return attempts.computeIfAbsent(attempt.taskId(), _ -> new ArrayList<>()).add(attempt);
        });
    return rows.stream().map(row -> task(row, attempts.get(row.id()), over)).toList();
  }

  private Map<AttemptId, Map<String, ArtifactRef>> artifacts(List<Row> rows) {
    var artifacts = new HashMap<AttemptId, Map<String, ArtifactRef>>();
    query(
        rows,
        "SELECT artifacts.* FROM tasks CROSS JOIN artifacts USING (run, task)",
        "name",
        row ->
            artifacts
                .computeIfAbsent(
                    new AttemptId(row.getString("task"), row.getInt("attempt")),
                    _ -> new LinkedHashMap<>())
                .put(
                    row.getString("name"), Stored.record(row.getString("ref"), ArtifactRef.class)));
    return artifacts;
  }

  /** What belongs to the tasks from the first to the last of these. */
  private <T> void query(List<Row> rows, String select, String order, SqliteDatabase.Row<T> each) {
    database.query(
        select + " WHERE run = ? AND step = ? AND number BETWEEN ? AND ? ORDER BY number, " + order,
        each,
        rows.getFirst().run().value(),
        rows.getFirst().key().step(),
        rows.getFirst().number(),
        rows.getLast().number());
  }

  private static TaskRecord task(Row row, List<AttemptRecord> attempts, boolean over) {
    var last = attempts.getLast();
    return new TaskRecord(
        row.run(),
        row.id(),
        row.key(),
        state(last.state(), over),
        row.createdAt(),
        last.finishedAt(),
        attempts);
  }

  /** No task outlives its run, also when nobody had the time to say so. */
  private static TaskState state(AttemptState last, boolean over) {
    return switch (last) {
      case RUNNING -> over ? TaskState.CANCELLED : TaskState.RUNNING;
      case SUCCEEDED -> TaskState.SUCCEEDED;
      case FAILED -> TaskState.FAILED;
      case LOST -> TaskState.CANCELLED;
    };
  }

  private static AttemptRecord attempt(
      ResultSet row, Map<String, TaskKey> keys, Map<AttemptId, Map<String, ArtifactRef>> artifacts)
      throws SQLException {
    var task = row.getString("task");
    var attempt = row.getInt("attempt");
    var pid = row.getLong("pid");
    var outputs = row.getString("outputs");
    var transition = row.getString("transition");
    var failure = row.getString("failure");
    var origin = row.getString("origin");
    return new AttemptRecord(
        new RunId(row.getString("run")),
        new TaskId(task),
        keys.get(task),
        attempt,
        AttemptState.valueOf(row.getString("state")),
        row.getString("worker"),
        pid == 0 ? null : pid,
        Instant.parse(row.getString("started_at")),
        SqliteHistory.instant(row.getString("finished_at")),
        outputs == null ? null : Digest.parse(outputs),
        artifacts.getOrDefault(new AttemptId(task, attempt), Map.of()),
        transition == null ? null : Stored.record(transition, Transition.class),
        failure == null ? null : Stored.record(failure, Failure.class),
        origin == null ? null : Stored.record(origin, TaskOrigin.class));
  }
}
