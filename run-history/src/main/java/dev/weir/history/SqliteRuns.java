package dev.weir.history;

import dev.weir.client.Json;
import dev.weir.client.RunFilter;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TagChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of a {@link LocalRecord}, without what happened in them. */
final class SqliteRuns {

  private final SqliteDatabase database;

  SqliteRuns(SqliteDatabase database) {
    this.database = database;
  }

  Optional<RunRecord> find(RunId run) {
    return database.query("SELECT * FROM runs WHERE id = ?", SqliteRuns::run, run.value()).stream()
        .findFirst();
  }

  /**
   * Newest first. A run's state is not all in its row, so that pages are read until it is enough.
   */
  List<RunRecord> list(RunFilter which) {
    var found = new ArrayList<RunRecord>();
    var left = which;
    while (true) {
      var page = page(left);
      page.stream().filter(run -> isIn(which.state(), run)).forEach(found::add);
      if (page.size() < left.limit() || found.size() >= which.limit()) {
        return found.subList(0, Math.min(found.size(), which.limit()));
      }
      left = which.after(page.getLast().id());
    }
  }

  List<String> flows(Optional<String> tag) {
    return database.query(
        """
        SELECT DISTINCT flow FROM runs WHERE ?1 IS NULL
          OR ?1 IN (SELECT value FROM json_each(tags))
          OR ?1 IN (SELECT value FROM json_each(system_tags))
        ORDER BY flow
        """,
        row -> row.getString(1),
        tag.orElse(null));
  }

  /** The first to say so is right: what is gone is gone. */
  void collect(RunId run, Collected by) {
    database.change(
        () ->
            database.update(
                "UPDATE runs SET collected = ? WHERE id = ? AND collected IS NULL",
                Json.text(by),
                run.value()));
  }

  /** Nobody writes between what it reads and what it writes. */
  RunRecord tag(RunId id, TagChange change) {
    database.change(
        () -> {
          var run = find(id).orElseThrow(() -> new RecordException("no run " + id));
          return database.update(
              "UPDATE runs SET tags = ? WHERE id = ?", Json.text(changed(run, change)), id.value());
        });
    return find(id).orElseThrow();
  }

  private static List<String> changed(RunRecord run, TagChange change) {
    try {
      return change.on(run.tags(), run.systemTags());
    } catch (IllegalArgumentException e) {
      throw new RecordException("run " + run.id() + ": " + e.getMessage());
    }
  }

  private List<RunRecord> page(RunFilter which) {
    var state = which.state();
    return database.query(
        """
        SELECT * FROM runs WHERE (?1 IS NULL OR flow = ?1) AND (?2 IS NULL OR owner = ?2)
          AND (?3 IS NULL OR project = ?3) AND (?4 IS NULL OR state IN (?4, 'RUNNING'))
          AND (?5 IS NULL OR id < ?5)
          AND NOT EXISTS (SELECT 1 FROM json_each(?6) AS wanted
            WHERE wanted.value NOT IN (SELECT value FROM json_each(tags))
              AND wanted.value NOT IN (SELECT value FROM json_each(system_tags)))
        ORDER BY id DESC LIMIT ?7
        """,
        SqliteRuns::run,
        which.flow(),
        which.owner(),
        text(which.project()),
        state == null ? null : state.name(),
        text(which.after()),
        Json.text(which.tags()),
        which.limit());
  }

  private static boolean isIn(@Nullable RunState wanted, RunRecord run) {
    return wanted == null || run.state() == wanted;
  }

  private static RunRecord run(ResultSet row) throws SQLException {
    var origin = row.getString("origin");
    var provenance = row.getString("provenance");
    var collected = row.getString("collected");
    return new RunRecord(
        new RunId(row.getString("id")),
        new Project(row.getString("project")),
        row.getString("owner"),
        row.getString("flow"),
        Digest.parse(row.getString("package")),
        Stored.values(row.getString("parameters")),
        Stored.list(row.getString("tags"), String.class),
        Stored.list(row.getString("system_tags"), String.class),
        runState(row),
        Instant.parse(row.getString("created_at")),
        SqliteHistory.instant(row.getString("finished_at")),
        origin == null ? null : new RunId(origin),
        provenance == null ? null : Stored.record(provenance, Provenance.class),
        collected == null ? null : Stored.record(collected, Collected.class));
  }

  /** A run ends with the process that runs it, also when that had no time to say so. */
  private static RunState runState(ResultSet row) throws SQLException {
    var state = RunState.valueOf(row.getString("state"));
    var runner = new ProcessIdentity(row.getLong("runner_pid"), row.getString("runner_start"));
    return state.ended() || runner.find().isPresent() ? state : RunState.FAILED;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
