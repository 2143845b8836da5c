package dev.weir.store.index;

import dev.weir.client.Json;
import dev.weir.protocol.Project;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollection.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The garbage collections of spaces, so that each has one at a time, whoever runs it. */
@ApplicationScoped
public class CollectionRows {
  /** One that has been silent for so long has died with its process. */
  static final Duration DEAD = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;

  CollectionRows(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The new collection's id; nothing where another one goes on. */
  public Optional<UUID> begin(Space space, boolean preview) {
    var now = OffsetDateTime.now(clock);
    return database.queryOne(
        """
        insert into collection (space, id, state, preview, began_at, alive_at)
        values (?, ?, 'RUNNING', ?, ?, ?)
        on conflict (space) do update set id = excluded.id, state = excluded.state,
          preview = excluded.preview, began_at = excluded.began_at, alive_at = excluded.alive_at,
          ended_at = null, failure = null, report = null
        where collection.state <> 'RUNNING' or collection.alive_at < ?
        returning id""",
        row -> row.getObject(1, UUID.class),
        space.id(),
        UUID.randomUUID(),
        preview,
        now,
        now,
        now.minus(DEAD));
  }

  /**
   * @return false where another one has begun since
   */
  public boolean isAlive(Space space, UUID id) {
    return database.update(
            "update collection set alive_at = ? where space = ? and id = ? and state = 'RUNNING'",
            OffsetDateTime.now(clock),
            space.id(),
            id)
        == 1;
  }

  /** Takes down how it ended. */
  public void end(Space space, UUID id, StoreCollection ended) {
    database.update(
        """
        update collection set state = ?, ended_at = ?, failure = ?, report = ?
        where space = ? and id = ? and state = 'RUNNING'""",
        ended.state().name(),
        OffsetDateTime.now(clock),
        ended.failure() == null ? "" : ended.failure(),
        Json.text(ended),
        space.id(),
        id);
  }

  /** The one that goes on, or the last. */
  public Optional<StoreCollection> find(Space space) {
    return database.queryOne(
        """
        select state, preview, began_at, ended_at, report, alive_at from collection
        where space = ?""",
        row -> {
          var report = row.getString(5);
          if (report != null) {
            return Json.read(report.getBytes(StandardCharsets.UTF_8), StoreCollection.class);
          }
          Instant began = row.getObject(3, OffsetDateTime.class).toInstant();
          var dead =
              row.getObject(6, OffsetDateTime.class)
                  .isBefore(OffsetDateTime.now(clock).minus(DEAD));
          return new StoreCollection(
              dead ? State.FAILED : State.RUNNING,
              row.getBoolean(2),
              began,
              null,
              dead ? "the process that ran it has died; the next one goes on" : null,
              0,
              0,
              Map.of());
        },
        space.id());
  }

  /** All spaces there are. */
  public List<Space> spaces() {
    return database.query(
        "select id, project from space order by id",
        row -> new Space(row.getLong(1), new Project(row.getString(2))));
  }
}
