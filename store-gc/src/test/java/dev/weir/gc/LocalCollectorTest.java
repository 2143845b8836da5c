package dev.weir.gc;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.LocalChunks;
import dev.weir.artifact.chunks.LocalLayout;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** With the real store of a directory, its packs and its trash. */
class LocalCollectorTest extends CollectorContract {
  @TempDir private Path folder;
  private int stores;

  @Override
  protected int seeds() {
    return 15;
  }

  @Override
  protected CollectedStore store(Supplier<Instant> collectorsClock) {
    return new Directory(folder.resolve("store-" + stores++), collectorsClock);
  }

  /** The store looks at the real clock, so its files are given the world's times afterwards. */
  private static final class Directory implements CollectedStore {
    private final LocalLayout layout;
    private final LocalChunks chunks;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final LocalChunkFiles files;
    private int packs;

    Directory(Path root, Supplier<Instant> collectorsClock) {
      this.layout = new LocalLayout(root);
      this.chunks = new LocalChunks(root);
      this.files = new LocalChunkFiles(root, clock(collectorsClock));
    }

    private static Clock clock(Supplier<Instant> now) {
      return new Clock() {
        @Override
        public Instant instant() {
          return now.get();
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }

    private Digest digest(String sha256) {
      return new Digest(sha256, sizes.getOrDefault(sha256, 1));
    }

    @Override
    public Set<String> missing(Collection<String> wanted, Instant now) throws IOException {
      var missing = chunks.missing(wanted.stream().map(this::digest).toList());
      touchedBy(now);
      return missing.stream().map(Digest::sha256).collect(Collectors.toSet());
    }

    /** As the store does it: few chunks are files, many a pack. Here, few are two. */
    @Override
    public void put(List<byte[]> contents, Instant now) throws IOException {
      contents.forEach(content -> sizes.put(Digest.of(content).sha256(), content.length));
      if (contents.size() < 3) {
        for (var content : contents) {
          chunks.put(Digest.of(content), content);
        }
      } else {
        putPack(contents);
      }
      touchedBy(now);
    }

    private void putPack(List<byte[]> contents) throws IOException {
      Files.createDirectories(layout.packs());
      var unfinished = layout.root().resolve("unfinished");
      try (var out = Files.newOutputStream(unfinished)) {
        var pack = new PackWriter(out);
        for (var content : contents) {
          pack.add(Digest.of(content), Frame.of(content, 0, content.length));
        }
        pack.finish();
      }
      Files.move(unfinished, layout.packs().resolve(packs++ + LocalLayout.PACK));
    }

    /** Whatever was touched by the real clock was touched just now. */
    private void touchedBy(Instant now) throws IOException {
      var real = Instant.parse("2025-01-01T00:00:00Z");
      for (var folder : List.of(layout.blobs(), layout.packs())) {
        if (Files.isDirectory(folder)) {
          try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
              if (Files.getLastModifiedTime(file).toInstant().isAfter(real)) {
                Files.setLastModifiedTime(file, FileTime.from(now));
              }
            }
          }
        }
      }
    }

    @Override
    public boolean isReadable(String chunk) throws IOException {
      var digest = digest(chunk);
      chunks.read(List.of(digest), new byte[(int) digest.size()], 0);
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
    public int checkedEvery() {
      return 10;
    }

    @Override
    public ChunkFiles files() {
      return files;
    }
  }
}
