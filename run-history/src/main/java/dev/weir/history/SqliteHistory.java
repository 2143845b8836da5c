package dev.weir.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.client.Json;
import dev.weir.client.RunFilter;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Local runs, read from a {@link LocalRecord}. */
final class SqliteHistory implements RunHistory {
  private static final String SUCCEEDED =
      """
      SELECT task, step, frames, round, outputs, transition FROM tasks
      JOIN attempts USING (run, task) WHERE run = ? AND step = ?
      AND state = 'SUCCEEDED' AND outputs IS NOT NULL AND transition IS NOT NULL
      """;

  private final SqliteDatabase database;
  private final SqliteRuns runs;

  SqliteHistory(SqliteDatabase database) {
    this.database = database;
    this.runs = new SqliteRuns(database);
  }

  @Override
  public String place() {
    return "local";
  }

  @Override
  public List<RunRecord> runs(RunFilter which) {
    return runs.list(which);
  }

  @Override
  public Optional<RunRecord> run(RunId run) {
    return runs.find(run);
  }

  @Override
  public RunRecord tag(RunId run, TagChange change) {
    return runs.tag(run, change);
  }

  @Override
  public List<String> steps(RunId run) {
    return database.query(
        "SELECT step FROM tasks WHERE run = ? GROUP BY step ORDER BY min(number)",
        row -> row.getString(1),
        run.value());
  }

  @Override
  public List<TaskRecord> tasks(RunId run, String step) {
    boolean over = over(run);
    return database.query(
        "SELECT * FROM tasks WHERE run = ? AND step = ? ORDER BY number",
        row -> task(row, over),
        run.value(),
        step);
  }

  @Override
  public Optional<TaskRecord> task(RunId run, TaskId task) {
    return database
        .query(
            "SELECT * FROM tasks WHERE run = ? AND task = ?",
            row -> task(row, over(run)),
            run.value(),
            task.value())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<TaskRecord> firstTask(RunId run, String step) {
    boolean over = over(run);
    return database
        .query(
            "SELECT * FROM tasks WHERE run = ? AND step = ? ORDER BY number LIMIT 1",
            row -> task(row, over),
            run.value(),
            step)
        .stream()
        .findFirst();
  }

  @Override
  public List<PastTask> succeededIn(RunId run, String step, List<Frame> frames) {
    return database.query(
        SUCCEEDED + "AND frames = ?", SqliteHistory::past, run.value(), step, Json.text(frames));
  }

  /** Frames are JSON, an array of objects: those within begin as these do, and then go on. */
  @Override
  public List<PastTask> succeededWithin(RunId run, String step, List<Frame> frames) {
    var text = Json.text(frames);
    var begin = text.substring(0, text.length() - 1) + (frames.isEmpty() ? "" : ",");
    return database
        .query(
            SUCCEEDED + "AND frames > ? AND frames < ?",
            SqliteHistory::past,
            run.value(),
            step,
            begin + "{",
            begin + "|")
        .stream()
        .filter(task -> task.key().frames().size() == frames.size() + 1)
        .toList();
  }

  private static PastTask past(ResultSet row) throws SQLException {
    return new PastTask(
        new TaskId(row.getString("task")),
        key(row),
        Digest.parse(row.getString("outputs")),
        json(row.getString("transition"), new TypeReference<Transition>() {}));
  }

  /** The tasks that succeeded, without their artifacts: there may be a hundred thousand. */
  Map<TaskKey, TaskId> succeeded(RunId run) {
    var succeeded = new HashMap<TaskKey, TaskId>();
    database.query(
        """
        SELECT task, step, frames, round FROM tasks
        JOIN attempts USING (run, task) WHERE run = ? AND state = 'SUCCEEDED'
        """,
        row -> succeeded.put(key(row), new TaskId(row.getString("task"))),
        run.value());
    return succeeded;
  }

  private static TaskKey key(ResultSet row) throws SQLException {
    return new TaskKey(
        row.getString("step"),
        json(row.getString("frames"), new TypeReference<List<Frame>>() {}),
        row.getInt("round"));
  }

  @Override
  public List<LogChunk> logs(RunId run, TaskId task) {
    return database.query(
        "SELECT * FROM logs WHERE run = ? AND task = ? ORDER BY attempt, sequence",
        row -> chunk(row, run),
        run.value(),
        task.value());
  }

  @Override
  public LogTail tail(RunId run, Optional<String> step, Optional<TaskId> task) {
    return new SqliteLogTail(database, run, step, task);
  }

  static LogChunk chunk(ResultSet row, RunId run) throws SQLException {
    return new LogChunk(
        run,
        new TaskId(row.getString("task")),
        row.getString("step"),
        row.getInt("attempt"),
        row.getInt("sequence"),
        json(row.getString("lines"), new TypeReference<List<LogLine>>() {}));
  }

  private TaskRecord task(ResultSet row, boolean over) throws SQLException {
    var run = new RunId(row.getString("run"));
    var id = new TaskId(row.getString("task"));
    var key = key(row);
    var attempts =
        database.query(
            "SELECT * FROM attempts WHERE run = ? AND task = ? ORDER BY attempt",
            attempt -> attempt(attempt, run, id, key),
            run.value(),
            id.value());
    var last = attempts.getLast();
    return new TaskRecord(
        run,
        id,
        key,
        state(last.state(), over),
        Instant.parse(row.getString("created_at")),
        last.finishedAt(),
        attempts);
  }

  private boolean over(RunId run) {
    return run(run).filter(record -> record.state().ended()).isPresent();
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

  private AttemptRecord attempt(ResultSet row, RunId run, TaskId id, TaskKey key)
      throws SQLException {
    var attempt = row.getInt("attempt");
    var pid = row.getLong("pid");
    var outputs = row.getString("outputs");
    var transition = row.getString("transition");
    var failure = row.getString("failure");
    var origin = row.getString("origin");
    return new AttemptRecord(
        run,
        id,
        key,
        attempt,
        AttemptState.valueOf(row.getString("state")),
        row.getString("worker"),
        pid == 0 ? null : pid,
        Instant.parse(row.getString("started_at")),
        instant(row.getString("finished_at")),
        outputs == null ? null : Digest.parse(outputs),
        artifacts(run, id, attempt),
        transition == null ? null : json(transition, new TypeReference<Transition>() {}),
        failure == null ? null : json(failure, new TypeReference<Failure>() {}),
        origin == null ? null : json(origin, new TypeReference<TaskOrigin>() {}));
  }

  private Map<String, ArtifactRef> artifacts(RunId run, TaskId task, int attempt) {
    var artifacts = new LinkedHashMap<String, ArtifactRef>();
    database.query(
        "SELECT name, ref FROM artifacts WHERE run = ? AND task = ? AND attempt = ? ORDER BY name",
        row ->
            artifacts.put(
                row.getString(1), json(row.getString(2), new TypeReference<ArtifactRef>() {})),
        run.value(),
        task.value(),
        attempt);
    return artifacts;
  }

  static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  static <T> T json(String text, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the record of local runs holds what Weir can't read", e);
    }
  }
}
