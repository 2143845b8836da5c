package dev.weir.store.index;

import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pack's way out: in use, condemned, being deleted, gone. Each step is one transaction that holds
 * the pack's row, as those hold it who take a condemned one back.
 */
@ApplicationScoped
public class PackStates {
  private static final int PAGE = 200;

  private final Database database;
  private final Uploads uploads;
  private final Clock clock;

  PackStates(Database database, Uploads uploads, Clock clock) {
    this.database = database;
    this.uploads = uploads;
    this.clock = clock;
  }

  /** How far a pack is on its way. */
  public enum State {
    STORED,
    CONDEMNED,
    DELETING
  }

  /** A chunk of a pack, and how many bytes it takes there. */
  public record Held(ChunkId chunk, int stored) {}

  /**
   * A pack, with those of its chunks that are found in it.
   *
   * @param touched when somebody last counted on one of them
   */
  public record HeldPack(
      StoredPack pack, List<Held> chunks, Instant touched, @Nullable Instant condemned) {}

  /** Some of a space's packs in that state, by their ids. */
  public List<HeldPack> page(Space space, State state, long after) {
    var rows =
        database.query(
            """
            select id, sha, size, object_key, created_at, condemned_at from pack
            where space = ? and state = ? and id > ? order by id limit ?""",
            PackStates::row,
            space.id(),
            state.name(),
            after,
            PAGE);
    var chunks = new HashMap<Long, List<Held>>();
    var touched = new HashMap<Long, Instant>();
    database.query(
        "select pack, sha, stored, touched_at from chunk where space = ? and pack = any(?)",
        row -> {
          var pack = row.getLong(1);
          touched.merge(pack, instant(row, 4), (a, b) -> a.isAfter(b) ? a : b);
          return chunks
              .computeIfAbsent(pack, _ -> new ArrayList<>())
              .add(new Held(new ChunkId(Database.sha256(row.getBytes(2))), row.getInt(3)));
        },
        space.id(),
        rows.stream().map(row -> row.pack().id()).toArray(Long[]::new));
    return rows.stream().map(row -> held(row, chunks, touched)).toList();
  }

  private record Row(StoredPack pack, Instant created, @Nullable Instant condemned) {}

  private static Row row(ResultSet row) throws SQLException {
    var digest = new Digest(Database.sha256(row.getBytes(2)), row.getLong(3));
    return new Row(
        new StoredPack(row.getLong(1), digest, row.getString(4)),
        instant(row, 5),
        row.getObject(6) == null ? null : instant(row, 6));
  }

  private static HeldPack held(Row row, Map<Long, List<Held>> chunks, Map<Long, Instant> touched) {
    var id = row.pack().id();
    return new HeldPack(
        row.pack(),
        chunks.getOrDefault(id, List.of()),
        touched.getOrDefault(id, row.created()),
        row.condemned());
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** The object of a pack that is there. */
  public Optional<String> objectKey(long pack) {
    return database.queryOne(
        "select object_key from pack where id = ?", row -> row.getString(1), pack);
  }

  /** Not where somebody has touched one of its chunks after that moment. */
  @Transactional
  public boolean condemn(long pack, Instant touched, Instant at) {
    lock(pack);
    return database.update(
            """
            update pack set state = 'CONDEMNED', condemned_at = ?
            where id = ? and state = 'STORED' and not exists (
              select 1 from chunk where chunk.pack = pack.id and chunk.touched_at > ?)""",
            time(at),
            pack,
            time(touched))
        == 1;
  }

  /** Nothing where the same bytes are in use as another object: then its chunks are found there. */
  @Transactional
  public void restore(long pack) {
    lock(pack);
    database.update(
        """
        update pack set state = 'STORED', condemned_at = null
        where id = ? and state = 'CONDEMNED' and not exists (
          select 1 from pack as other
          where other.space = pack.space and other.sha = pack.sha and other.state = 'STORED')""",
        pack);
  }

  /** From then on none of its chunks is found; not where one was touched since it was condemned. */
  @Transactional
  public boolean beginDeletion(long pack) {
    lock(pack);
    var begun =
        database.update(
            """
            update pack set state = 'DELETING'
            where id = ? and state = 'CONDEMNED' and not exists (
              select 1 from chunk
              where chunk.pack = pack.id and chunk.touched_at > pack.condemned_at)""",
            pack);
    if (begun == 1) {
      database.update("delete from chunk where pack = ?", pack);
    }
    return begun == 1;
  }

  /** Once its object is gone. */
  public void endDeletion(long pack) {
    database.update("delete from pack where id = ? and state = 'DELETING'", pack);
  }

  private void lock(long pack) {
    database.query("select id from pack where id = ? for update", row -> row.getLong(1), pack);
  }

  /**
   * Makes an upload a pack, and moves chunks there from another: who looks for one finds it at
   * either place, and never at none.
   *
   * @return the object that holds them now; not the upload's where the same pack is there
   */
  @Transactional
  public String move(Space space, Upload upload, long from, List<PackedChunk> chunks) {
    var now = OffsetDateTime.now(clock);
    database.update(
        """
        insert into pack (space, sha, size, object_key, created_at) values (?, ?, ?, ?, ?)
        on conflict (space, sha) where state = 'STORED' do nothing""",
        space.id(),
        Database.bytes(upload.pack().sha256()),
        upload.pack().size(),
        upload.objectKey(),
        now);
    var to =
        database
            .queryOne(
                """
                select id, object_key from pack where space = ? and sha = ? and state = 'STORED'
                for no key update""",
                row -> Map.entry(row.getLong(1), row.getString(2)),
                space.id(),
                Database.bytes(upload.pack().sha256()))
            .orElseThrow();
    if (to.getValue().equals(upload.objectKey())) {
      uploads.end(upload);
    }
    database.update(
        """
        update chunk set pack = ?, at = packed.at, stored = packed.stored
        from unnest(?::bytea[], ?::int[], ?::int[]) as packed (sha, at, stored)
        where chunk.space = ? and chunk.pack = ? and chunk.sha = packed.sha""",
        to.getKey(),
        Database.bytes(chunks.stream().map(PackedChunk::chunk).toList()),
        chunks.stream().map(PackedChunk::at).toArray(Integer[]::new),
        chunks.stream().map(PackedChunk::stored).toArray(Integer[]::new),
        space.id(),
        from);
    return to.getValue();
  }

  /** One that broke off: nobody can make a pack of it while its object goes. */
  public interface Abandoned {
    void delete(String objectKey);
  }

  /**
   * Forgets an upload that was begun so long ago and never ended, with its object.
   *
   * @return whether there was one
   */
  @Transactional
  public boolean forgetUpload(Space space, Duration age, Abandoned object) {
    Optional<Map.Entry<Object, String>> old =
        database.queryOne(
            """
            select id, object_key from upload where space = ? and created_at < ?
            order by created_at limit 1 for update skip locked""",
            row -> Map.entry(row.getObject(1), row.getString(2)),
            space.id(),
            OffsetDateTime.now(clock).minus(age));
    old.ifPresent(
        upload -> {
          object.delete(upload.getValue());
          database.update("delete from upload where id = ?", upload.getKey());
        });
    return old.isPresent();
  }
}
