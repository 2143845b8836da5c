package dev.weir.store.index;

import dev.weir.protocol.Project;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The projects that have stored something, and how much. */
@ApplicationScoped
public class Spaces {
  private final Database database;
  private final Clock clock;
  private final Map<Project, Space> known = new ConcurrentHashMap<>();

  Spaces(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Nothing where the project has never stored anything. */
  public Optional<Space> find(Project project) {
    var found = known.get(project);
    if (found != null) {
      return Optional.of(found);
    }
    var read =
        database.queryOne(
            "select id from space where project = ?",
            row -> new Space(row.getLong(1), project),
            project.value());
    read.ifPresent(space -> known.put(project, space));
    return read;
  }

  /** Makes it where it is not there yet. */
  public Space of(Project project) {
    return find(project)
        .orElseGet(
            () -> {
              database.update(
                  "insert into space (project, created_at) values (?, ?) on conflict do nothing",
                  project.value(),
                  OffsetDateTime.now(clock));
              return find(project).orElseThrow();
            });
  }

  /** What its packs take now, and what they may where that was set. */
  public Usage room(Space space) {
    return database
        .queryOne(
            "select used, quota, spared from space where id = ?",
            row ->
                new Usage(
                    row.getLong(1),
                    0,
                    0,
                    0,
                    0,
                    row.getLong(3),
                    optional(row.getLong(2), row.wasNull())),
            space.id())
        .orElse(Usage.NOTHING);
  }

  /** Counts all that is there: takes its time where there is much. */
  public Usage usage(Space space) {
    var room = room(space);
    return database
        .queryOne(
            """
            select (select count(*) from pack where space = ? and state <> 'DELETING'),
              count(*), coalesce(sum(size), 0), coalesce(sum(stored), 0)
            from chunk where space = ?""",
            row ->
                new Usage(
                    room.used(),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    room.spared(),
                    room.quota()),
            space.id(),
            space.id())
        .orElse(room);
  }

  /** Empty: what the service's configuration says. */
  public void setQuota(Space space, OptionalLong bytes) {
    if (bytes.isPresent()) {
      database.update("update space set quota = ? where id = ?", bytes.getAsLong(), space.id());
    } else {
      database.update("update space set quota = null where id = ?", space.id());
    }
  }

  /** So many bytes need not be sent: their chunks are there. */
  public void spare(Space space, long bytes) {
    if (bytes > 0) {
      database.update("update space set spared = spared + ? where id = ?", bytes, space.id());
    }
  }

  private static OptionalLong optional(long value, boolean isNull) {
    return isNull ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
