package dev.weir.history;

import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunRecord;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes local runs down in a {@link LocalRecord}. */
final class SqliteRecorder implements RunRecorder {
  private final ProcessIdentity runner = ProcessIdentity.of(ProcessHandle.current());
  private final SqliteDatabase database;

  /**
   * How many a run has: only its own process adds to them, and counting takes long in a big run.
   */
  private final Map<String, Integer> tasks = new HashMap<>();

  SqliteRecorder(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean begin(RunRecord run) {
    return database.change(() -> insert(run)) == 1;
  }

  @Override
  public void store(RunRecord run) {
    database.change(() -> write(run));
  }

  @Override
  public void store(AttemptRecord attempt) {
    database.change(() -> write(attempt));
  }

  @Override
  public void store(LogChunk chunk) {
    database.change(() -> write(chunk));
  }

  /** As {@link #store(RunRecord)}, inside a change. */
  int write(RunRecord run) throws SQLException {
    return insert(run) == 1
        ? 1
        : database.update(
            "UPDATE runs SET state = ?, finished_at = ? WHERE id = ? AND state = 'RUNNING'",
            run.state().name(),
            text(run.finishedAt()),
            run.id().value());
  }

  private int insert(RunRecord run) throws SQLException {
    return database.update(
        "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run.id().value(),
        run.project().value(),
        run.owner(),
        run.flow(),
        run.codePackage().toString(),
        Json.text(run.parameters()),
        Json.text(run.tags()),
        Json.text(run.systemTags()),
        run.state().name(),
        run.createdAt().toString(),
        text(run.finishedAt()),
        runner.pid(),
        runner.start(),
        run.origin() == null ? null : run.origin().value(),
        json(run.provenance()),
        json(run.collected()));
  }

  /** As {@link #store(AttemptRecord)}, inside a change. */
  int write(AttemptRecord attempt) throws SQLException {
    ensureTask(attempt);
    storeAttempt(attempt);
    for (var artifact : attempt.artifacts().entrySet()) {
      database.update(
          "INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?)",
          attempt.runId().value(),
          attempt.taskId().value(),
          attempt.attempt(),
          artifact.getKey(),
          Json.text(artifact.getValue()));
    }
    return 1;
  }

  private void ensureTask(AttemptRecord attempt) throws SQLException {
    var run = attempt.runId().value();
    database.update(
        "INSERT OR IGNORE INTO steps VALUES (?, ?, ?)",
        run,
        attempt.key().step(),
        attempt.startedAt().toString());
    int number = tasks.computeIfAbsent(run, this::countTasks);
    int added =
        database.update(
            "INSERT OR IGNORE INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?)",
            run,
            attempt.taskId().value(),
            number,
            attempt.key().step(),
            Json.text(attempt.key().frames()),
            attempt.key().round(),
            attempt.startedAt().toString());
    tasks.put(run, number + added);
  }

  private int countTasks(String run) {
    return database
        .query("SELECT count(*) FROM tasks WHERE run = ?", row -> row.getInt(1), run)
        .getFirst();
  }

  private void storeAttempt(AttemptRecord attempt) throws SQLException {
    database.update(
        """
        INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run, task, attempt) DO UPDATE SET state = excluded.state, pid = excluded.pid,
          finished_at = excluded.finished_at, outputs = excluded.outputs,
          transition = excluded.transition, failure = excluded.failure
        WHERE attempts.state = 'RUNNING'
        """,
        attempt.runId().value(),
        attempt.taskId().value(),
        attempt.attempt(),
        attempt.state().name(),
        attempt.worker(),
        attempt.pid(),
        attempt.startedAt().toString(),
        text(attempt.finishedAt()),
        text(attempt.outputs()),
        json(attempt.transition()),
        json(attempt.failure()),
        json(attempt.origin()));
  }

  /** As {@link #store(LogChunk)}, inside a change. */
  int write(LogChunk chunk) throws SQLException {
    return database.update(
        "INSERT OR IGNORE INTO logs VALUES (?, ?, ?, ?, ?, ?)",
        chunk.runId().value(),
        chunk.taskId().value(),
        chunk.attempt(),
        chunk.sequence(),
        chunk.step(),
        Json.text(chunk.lines()));
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.text(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
