package dev.weir.history;

import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.LogScrubber;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What one task of a local run printed; never more than a chunk of it in memory. */
final class SqliteLogs {

  private final SqliteDatabase database;
  private final RunId run;
  private final TaskId task;

  SqliteLogs(SqliteDatabase database, RunId run, TaskId task) {
    this.database = database;
    this.run = run;
    this.task = task;
  }

  void read(Consumer<LogChunk> reader) {
    for (int attempt : attempts()) {
      read(attempt, reader);
    }
  }

  private void read(int attempt, Consumer<LogChunk> reader) {
    var chunk = next(attempt, -1);
    while (chunk.isPresent()) {
      reader.accept(chunk.get());
      chunk = next(attempt, chunk.get().sequence());
    }
  }

  /** The first chunk after that one. */
  Optional<LogChunk> next(int attempt, int after) {
    return database
        .query(
            """
            SELECT * FROM logs WHERE run = ? AND task = ? AND attempt = ? AND sequence > ?
            ORDER BY sequence LIMIT 1
            """,
            this::chunk,
            run.value(),
            task.value(),
            attempt,
            after)
        .stream()
        .findFirst();
  }

  /** In one change: nobody sees half of it, and a crash leaves all or nothing replaced. */
  List<LogScrub> scrub(TaskRecord record, LogScrubRequest which, String by) {
    var scrubs = new ArrayList<LogScrub>();
    database.change(
        () -> {
          for (var attempt : record.attempts()) {
            if (which.includes(attempt.attempt()) && attempt.state() != AttemptState.RUNNING) {
              scrub(attempt, which, by).ifPresent(scrubs::add);
            }
          }
          return scrubs.size();
        });
    database.rewrite();
    return scrubs;
  }

  private Optional<LogScrub> scrub(AttemptRecord attempt, LogScrubRequest which, String by)
      throws SQLException {
    var number = attempt.attempt();
    var streams = which.streamsBut(scrubbed(number));
    if (streams.isEmpty()) {
      return Optional.empty();
    }
    var at = Instant.now();
    var scrubber = new LogScrubber(streams, by, at);
    for (var chunk = next(number, -1);
        chunk.isPresent();
        chunk = next(number, chunk.get().sequence())) {
      database.update(
          "UPDATE logs SET lines = ? WHERE run = ? AND task = ? AND attempt = ? AND sequence = ?",
          Json.text(scrubber.next(chunk.get().lines())),
          run.value(),
          task.value(),
          number,
          chunk.get().sequence());
    }
    var scrub =
        new LogScrub(
            run,
            task,
            attempt.key().step(),
            number,
            streams.stream().sorted().toList(),
            scrubber.lines(),
            by,
            at);
    store(scrub);
    return Optional.of(scrub);
  }

  private void store(LogScrub scrub) throws SQLException {
    database.update(
        "INSERT INTO log_scrubs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        run.value(),
        task.value(),
        scrub.attempt(),
        scrub.step(),
        Json.text(scrub.streams()),
        scrub.lines(),
        scrub.by(),
        scrub.at().toString());
  }

  private Set<LogLine.Stream> scrubbed(int attempt) {
    var streams = EnumSet.noneOf(LogLine.Stream.class);
    scrubs(database, run).stream()
        .filter(scrub -> scrub.taskId().equals(task) && scrub.attempt() == attempt)
        .forEach(scrub -> streams.addAll(scrub.streams()));
    return streams;
  }

  /** Oldest first. */
  static List<LogScrub> scrubs(SqliteDatabase database, RunId run) {
    return database.query(
        "SELECT * FROM log_scrubs WHERE run = ? ORDER BY rowid",
        row ->
            new LogScrub(
                run,
                new TaskId(row.getString("task")),
                row.getString("step"),
                row.getInt("attempt"),
                Stored.list(row.getString("streams"), LogLine.Stream.class),
                row.getLong("lines"),
                row.getString("scrubbed_by"),
                Instant.parse(row.getString("scrubbed_at"))),
        run.value());
  }

  private List<Integer> attempts() {
    return database.query(
        "SELECT DISTINCT attempt FROM logs WHERE run = ? AND task = ? ORDER BY attempt",
        row -> row.getInt(1),
        run.value(),
        task.value());
  }

  private LogChunk chunk(ResultSet row) throws SQLException {
    return new LogChunk(
        run,
        task,
        row.getString("step"),
        row.getInt("attempt"),
        row.getInt("sequence"),
        Stored.list(row.getString("lines"), LogLine.class));
  }
}
