package dev.weir.store.index;

import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Which chunks of a space lie where. Only what has been verified gets in. */
@ApplicationScoped
public class ChunkIndex {
  /** A chunk that was touched since need not be touched again: collections wait far longer. */
  private static final Duration TOUCHED = Duration.ofHours(1);

  private final Database database;
  private final Spaces spaces;
  private final Uploads uploads;
  private final Clock clock;

  ChunkIndex(Database database, Spaces spaces, Uploads uploads, Clock clock) {
    this.database = database;
    this.spaces = spaces;
    this.uploads = uploads;
    this.clock = clock;
  }

  /** Who has the last word on whether a pack may stay. */
  public interface Admission {

    /** Refuses by an exception; nothing has happened then. */
    void check(Usage withThePack);
  }

  /**
   * Those that are there, with their sizes. Who asked may count on them: they are touched, and what
   * was condemned is taken back.
   */
  @Transactional
  public Map<ChunkId, Integer> claim(Space space, Collection<ChunkId> chunks) {
    var stale = OffsetDateTime.now(clock).minus(TOUCHED);
    var hashes = Database.bytes(chunks);
    var found = find(space, hashes, stale);
    if (revive(found)) {
      found = find(space, hashes, stale);
    }
    var here = new HashMap<ChunkId, Integer>();
    var touched = found.stream().filter(Hit::stale).map(Hit::chunk).toList();
    for (var hit : found) {
      if (!hit.condemned()) {
        here.put(hit.chunk(), hit.size());
      }
    }
    touch(space, touched);
    return here;
  }

  private record Hit(ChunkId chunk, int size, long pack, boolean stale, boolean condemned) {}

  private List<Hit> find(Space space, byte[][] hashes, OffsetDateTime stale) {
    return database.query(
        """
        select c.sha, c.size, c.pack, c.touched_at < ?, p.state <> 'STORED'
        from chunk c join pack p on p.id = c.pack where c.space = ? and c.sha = any(?)""",
        row ->
            new Hit(
                chunk(row, 1), row.getInt(2), row.getLong(3), row.getBoolean(4), row.getBoolean(5)),
        stale,
        space.id(),
        hashes);
  }

  /** Waits for a collection that has the pack in its hands; then the pack is saved or gone. */
  private boolean revive(List<Hit> found) {
    var condemned =
        found.stream().filter(Hit::condemned).map(Hit::pack).distinct().sorted().toList();
    if (condemned.isEmpty()) {
      return false;
    }
    database.query(
        "select id from pack where id = any(?) order by id for update",
        row -> row.getLong(1),
        (Object) condemned.toArray(Long[]::new));
    database.update(
        """
        update pack set state = 'STORED', condemned_at = null
        where id = any(?) and state = 'CONDEMNED' and not exists (
          select 1 from pack as other
          where other.space = pack.space and other.sha = pack.sha and other.state = 'STORED')""",
        (Object) condemned.toArray(Long[]::new));
    return true;
  }

  /** In one order, so that two who touch the same do not wait for each other. */
  private void touch(Space space, List<ChunkId> chunks) {
    if (!chunks.isEmpty()) {
      database.update(
          """
          update chunk set touched_at = ? from (
            select sha from chunk where space = ? and sha = any(?)
            order by sha for no key update) as known
          where chunk.space = ? and chunk.sha = known.sha""",
          OffsetDateTime.now(clock),
          space.id(),
          Database.bytes(chunks),
          space.id());
    }
  }

  /** Those of the chunks that are stored. */
  public Map<ChunkId, LocatedChunk> locate(Space space, Collection<ChunkId> chunks) {
    var packs = new HashMap<Long, StoredPack>();
    var located = new HashMap<ChunkId, LocatedChunk>();
    database.query(
        """
        select c.sha, c.size, c.at, c.stored, p.id, p.sha, p.size, p.object_key
        from chunk c join pack p on p.id = c.pack where c.space = ? and c.sha = any(?)""",
        row -> {
          var id = row.getLong(5);
          var pack = packs.get(id);
          if (pack == null) {
            pack = pack(row, 5);
            packs.put(id, pack);
          }
          var chunk = chunk(row, 1);
          var place = new PackedChunk(chunk, row.getInt(2), row.getInt(3), row.getInt(4));
          return located.put(chunk, new LocatedChunk(place, pack));
        },
        space.id(),
        Database.bytes(chunks));
    return located;
  }

  /** The pack of these bytes, if the space has it. */
  public Optional<StoredPack> pack(Space space, Digest digest) {
    return database.queryOne(
        """
        select id, sha, size, object_key from pack
        where space = ? and sha = ? and size = ? and state <> 'DELETING'
        order by state = 'STORED' desc limit 1""",
        row -> pack(row, 1),
        space.id(),
        Database.bytes(digest.sha256()),
        digest.size());
  }

  /** The same pack came once more: its chunks are found, and may be counted on from now. */
  @Transactional
  public Optional<StoredPack> readd(Space space, Digest pack, List<PackedChunk> chunks) {
    var there =
        database.queryOne(
            """
            select id, sha, size, object_key from pack
            where space = ? and sha = ? and state = 'STORED' for no key update""",
            row -> pack(row, 1),
            space.id(),
            Database.bytes(pack.sha256()));
    there.ifPresent(found -> insert(space, found, chunks, OffsetDateTime.now(clock)));
    return there;
  }

  /**
   * Makes an upload a pack, and its chunks findable, all or nothing.
   *
   * @param chunks as they stand in the pack's table: by their SHA-256
   * @return the pack; its object is another one than the upload's where somebody was quicker
   */
  @Transactional
  public StoredPack add(Space space, Upload upload, List<PackedChunk> chunks, Admission admission) {
    var now = OffsetDateTime.now(clock);
    var added =
        database.queryOne(
            """
            insert into pack (space, sha, size, object_key, created_at) values (?, ?, ?, ?, ?)
            on conflict (space, sha) where state = 'STORED' do nothing
            returning id, sha, size, object_key""",
            row -> pack(row, 1),
            space.id(),
            Database.bytes(upload.pack().sha256()),
            upload.pack().size(),
            upload.objectKey(),
            now);
    if (added.isEmpty()) {
      return readd(space, upload.pack(), chunks)
          .orElseThrow(
              () ->
                  new ServiceException(
                      ProblemType.UNAVAILABLE, "the same pack is being collected: try again"));
    }
    if (!uploads.end(upload)) {
      throw new ServiceException(
          ProblemType.NOT_FOUND, "the upload has expired: ask for another by packs:upload");
    }
    admission.check(spaces.room(space));
    insert(space, added.get(), chunks, now);
    return added.get();
  }

  /** A chunk that lies in a live pack stays there; one in a condemned pack moves to this one. */
  private void insert(Space space, StoredPack pack, List<PackedChunk> chunks, OffsetDateTime now) {
    database.update(
        """
        insert into chunk (space, sha, size, pack, at, stored, touched_at)
        select ?, sha, size, ?, at, stored, ?
        from unnest(?::bytea[], ?::int[], ?::int[], ?::int[]) as packed (sha, size, at, stored)
        on conflict (space, sha) do update set touched_at = excluded.touched_at""",
        space.id(),
        pack.id(),
        now,
        Database.bytes(chunks.stream().map(PackedChunk::chunk).toList()),
        numbers(chunks, PackedChunk::size),
        numbers(chunks, PackedChunk::at),
        numbers(chunks, PackedChunk::stored));
    database.update(
        """
        update chunk set pack = ?, at = packed.at, stored = packed.stored
        from unnest(?::bytea[], ?::int[], ?::int[]) as packed (sha, at, stored), pack as old
        where chunk.space = ? and chunk.sha = packed.sha
          and old.id = chunk.pack and old.state <> 'STORED'""",
        pack.id(),
        Database.bytes(chunks.stream().map(PackedChunk::chunk).toList()),
        numbers(chunks, PackedChunk::at),
        numbers(chunks, PackedChunk::stored),
        space.id());
  }

  private static Integer[] numbers(List<PackedChunk> chunks, ToIntFunction<PackedChunk> number) {
    return chunks.stream().map(number::applyAsInt).toArray(Integer[]::new);
  }

  private static ChunkId chunk(ResultSet row, int column) throws SQLException {
    return new ChunkId(Database.sha256(row.getBytes(column)));
  }

  /** From columns id, sha, size, object_key. */
  private static StoredPack pack(ResultSet row, int first) throws SQLException {
    var digest = new Digest(Database.sha256(row.getBytes(first + 1)), row.getLong(first + 2));
    return new StoredPack(row.getLong(first), digest, row.getString(first + 3));
  }
}
