package dev.weir.cli.history;

import dev.weir.cli.ProcessIdentity;
import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunRecord;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes local runs down in a {@link LocalRecord}. */
final class SqliteRecorder implements RunRecorder {
  private final ProcessIdentity runner = ProcessIdentity.of(ProcessHandle.current());
  private final SqliteDatabase database;

  SqliteRecorder(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean begin(RunRecord run) {
    return database.change(() -> insert(run)) == 1;
  }

  @Override
  public void store(RunRecord run) {
    database.change(
        () ->
            insert(run) == 1
                ? 1
                : database.update(
                    """
                    UPDATE runs SET state = ?, finished_at = ? WHERE id = ? AND state = 'RUNNING'
                    """,
                    run.state().name(),
                    text(run.finishedAt()),
                    run.id().value()));
  }

  private int insert(RunRecord run) throws SQLException {
    return database.update(
        "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        runner.startedAt().toString(),
        run.origin() == null ? null : run.origin().value());
  }

  @Override
  public void store(AttemptRecord attempt) {
    database.change(
        () -> {
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
        });
  }

  private void ensureTask(AttemptRecord attempt) throws SQLException {
    database.update(
        "INSERT OR IGNORE INTO steps VALUES (?, ?, ?)",
        attempt.runId().value(),
        attempt.key().step(),
        attempt.startedAt().toString());
    database.update(
        """
        INSERT OR IGNORE INTO tasks
        SELECT ?, ?, (SELECT count(*) FROM tasks WHERE run = ?), ?, ?, ?, ?
        """,
        attempt.runId().value(),
        attempt.taskId().value(),
        attempt.runId().value(),
        attempt.key().step(),
        Json.text(attempt.key().frames()),
        attempt.key().round(),
        attempt.startedAt().toString());
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

  @Override
  public void store(LogChunk chunk) {
    database.change(
        () ->
            database.update(
                "INSERT OR IGNORE INTO logs VALUES (?, ?, ?, ?, ?, ?)",
                chunk.runId().value(),
                chunk.taskId().value(),
                chunk.attempt(),
                chunk.sequence(),
                chunk.step(),
                Json.text(chunk.lines())));
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.text(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
