package dev.weir.history;

import dev.weir.client.Json;
import dev.weir.client.RunFilter;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final SqliteTasks tasks;

  SqliteHistory(SqliteDatabase database) {
    this.database = database;
    this.runs = new SqliteRuns(database);
    this.tasks = new SqliteTasks(database);
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
  public List<String> flows(Optional<String> tag) {
    return runs.flows(tag);
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
  public void collect(RunId run, Collected by) {
    runs.collect(run, by);
  }

  @Override
  public List<String> steps(RunId run) {
    return database.query(
        "SELECT step FROM tasks WHERE run = ? GROUP BY step ORDER BY min(number)",
        row -> row.getString(1),
        run.value());
  }

  @Override
  public List<StepRecord> stepRecords(RunId run) {
    return database.query(
        """
        SELECT step, steps.created_at AS created_at, count(*) AS tasks,
          sum(state = 'SUCCEEDED') AS succeeded, sum(state = 'FAILED') AS failed
        FROM steps CROSS JOIN tasks USING (run, step) CROSS JOIN attempts USING (run, task)
        WHERE run = ? AND attempt =
          (SELECT max(attempt) FROM attempts AS a WHERE a.run = tasks.run AND a.task = tasks.task)
        GROUP BY step ORDER BY min(number)
        """,
        row ->
            new StepRecord(
                run,
                row.getString("step"),
                Instant.parse(row.getString("created_at")),
                row.getLong("tasks"),
                row.getLong("succeeded"),
                row.getLong("failed")),
        run.value());
  }

  @Override
  public List<TaskRecord> tasks(RunId run, String step, @Nullable TaskId after, int limit) {
    return tasks.page(run, step, after, limit, over(run));
  }

  @Override
  public Optional<TaskRecord> task(RunId run, TaskId task) {
    return tasks.find(run, task, over(run));
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
        SqliteTasks.key(row),
        Digest.parse(row.getString("outputs")),
        Stored.record(row.getString("transition"), Transition.class));
  }

  /** The tasks that succeeded, without their artifacts: there may be a hundred thousand. */
  @Override
  public Map<TaskKey, TaskId> succeeded(RunId run) {
    var succeeded = new HashMap<TaskKey, TaskId>();
    database.query(
        """
        SELECT task, step, frames, round FROM tasks
        JOIN attempts USING (run, task) WHERE run = ? AND state = 'SUCCEEDED'
        """,
        row -> succeeded.put(SqliteTasks.key(row), new TaskId(row.getString("task"))),
        run.value());
    return succeeded;
  }

  @Override
  public void logs(RunId run, TaskId task, Consumer<LogChunk> reader) {
    new SqliteLogs(database, run, task).read(reader);
  }

  /** Whoever can write the file may. */
  @Override
  public List<LogScrub> scrub(RunId run, TaskId task, LogScrubRequest which) {
    var record =
        task(run, task)
            .orElseThrow(() -> new RecordException("run " + run + " has no task " + task));
    if (!record.state().ended()) {
      throw new RecordException("task " + task + " has not ended yet; scrub its log when it has");
    }
    return new SqliteLogs(database, run, task).scrub(record, which, Me.principal().name());
  }

  @Override
  public List<LogScrub> scrubs(RunId run) {
    return SqliteLogs.scrubs(database, run);
  }

  @Override
  public LogTail tail(RunId run, Optional<String> step, Optional<TaskId> task) {
    return new SqliteLogTail(database, run, step, task);
  }

  private boolean over(RunId run) {
    return run(run).filter(record -> record.state().ended()).isPresent();
  }

  static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
