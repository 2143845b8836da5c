package dev.weir.store.gc;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.Pack;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.gc.ChunkFiles;
import dev.weir.gc.CollectedStore;
import dev.weir.gc.CollectorContract;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.store.StoreTest;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.PackStates;
import dev.weir.store.index.PackedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.index.Spaces;
import dev.weir.store.index.Uploads;
import dev.weir.store.s3.S3Objects;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** With the real index in PostgreSQL, and objects in S3. */
@StoreTest
class PackFilesTest extends CollectorContract {
  @Inject ChunkIndex index;
  @Inject PackStates states;
  @Inject Spaces spaces;
  @Inject Uploads uploads;
  @Inject S3Objects objects;
  @Inject DataSource database;

  @TempDir Path folder;

  @Override
  protected int seeds() {
    return 3;
  }

  @Override
  protected CollectedStore store(Supplier<Instant> collectorsClock) {
    return new OneSpace(spaces.of(new Project("gc-" + UUID.randomUUID())), collectorsClock);
  }

  /** The index looks at the real clock, so its rows are given the world's times afterwards. */
  private final class OneSpace implements CollectedStore {
    private final Space space;
    private final Supplier<Instant> collectorsClock;
    private final PackFiles files;

    OneSpace(Space space, Supplier<Instant> collectorsClock) {
      this.space = space;
      this.collectorsClock = collectorsClock;
      this.files = new PackFiles(space, states, uploads, objects, folder, () -> {});
    }

    private static List<ChunkId> ids(Collection<String> chunks) {
      return chunks.stream().map(ChunkId::new).toList();
    }

    @Override
    public Set<String> missing(Collection<String> chunks, Instant now) throws IOException {
      var here = index.claim(space, ids(chunks)).keySet();
      touchedBy(now);
      return chunks.stream()
          .filter(chunk -> !here.contains(new ChunkId(chunk)))
          .collect(Collectors.toSet());
    }

    @Override
    public void put(List<byte[]> contents, Instant now) throws IOException {
      var file = folder.resolve("put.pack");
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        var pack = new PackWriter(out);
        for (var content : contents) {
          pack.add(Digest.of(content), Frame.of(content, 0, content.length));
        }
        pack.finish();
      }
      var digest = Digest.of(Files.readAllBytes(file));
      var chunks = chunks(file);
      if (index.readd(space, digest, chunks).isEmpty()) {
        var upload = uploads.begin(space, digest);
        objects.put(upload.objectKey(), digest, new Principal("ada"), file);
        index.add(space, upload, chunks, usage -> {});
      }
      touchedBy(now);
    }

    private static List<PackedChunk> chunks(Path file) throws IOException {
      try (var pack = Pack.open(file)) {
        return pack.entries().stream()
            .map(
                entry ->
                    new PackedChunk(
                        new ChunkId(entry.chunk().sha256()),
                        (int) entry.chunk().size(),
                        (int) entry.at(),
                        entry.stored()))
            .toList();
      }
    }

    private void touchedBy(Instant now) throws IOException {
      update("update chunk set touched_at = ? where space = ? and touched_at > '2025-01-01'", now);
      update("update pack set created_at = ? where space = ? and created_at > '2025-01-01'", now);
    }

    private void update(String sql, Instant now) throws IOException {
      try (var connection = database.getConnection();
          var statement = connection.prepareStatement(sql)) {
        statement.setObject(1, now.atOffset(ZoneOffset.UTC));
        statement.setLong(2, space.id());
        statement.executeUpdate();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public int checkedEvery() {
      return 10;
    }

    /** From S3, and checked. */
    @Override
    public boolean isReadable(String chunk) throws IOException {
      new SpaceChunks(space, index, objects).node(chunk);
      return true;
    }

    @Override
    public Set<String> stored() throws IOException {
      var stored = new HashSet<String>();
      ChunkFiles.Visitor all = file -> file.chunks().forEach(chunk -> stored.add(chunk.sha256()));
      files.inUse(all);
      files.condemned(all);
      return stored;
    }

    @Override
    public ChunkFiles files() {
      return new ChunkFiles() {
        @Override
        public void inUse(Visitor visitor) throws IOException {
          files.endDeletions(); // as each collection begins
          files.inUse(visitor);
        }

        @Override
        public void condemned(Visitor visitor) throws IOException {
          files.condemned(visitor);
        }

        @Override
        public boolean condemn(ChunkFile file, Instant at) {
          return files.condemn(file, at);
        }

        @Override
        public void restore(ChunkFile file) {
          files.restore(file);
        }

        @Override
        public boolean delete(ChunkFile file) {
          return files.delete(file);
        }

        @Override
        public long rewrite(ChunkFile file, Collection<StoredChunk> chunks) throws IOException {
          var bytes = files.rewrite(file, chunks);
          touchedBy(collectorsClock.get());
          return bytes;
        }
      };
    }
  }
}
