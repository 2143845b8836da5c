package dev.weir.gc;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files of chunks on the heap, with the promises of the real ones. */
final class MemoryChunkFiles implements CollectedStore, ChunkFiles {
  private final Map<String, MemoryFile> files = new LinkedHashMap<>();
  private final Supplier<Instant> collectorsClock;

  /**
   * @param collectorsClock what is written anew is touched by it
   */
  MemoryChunkFiles(Supplier<Instant> collectorsClock) {
    this.collectorsClock = collectorsClock;
  }

  private static final class MemoryFile {
    private final List<StoredChunk> chunks;
    private final Set<String> names;
    private Instant touched;
    private @Nullable Instant condemned;

    MemoryFile(List<StoredChunk> chunks, Instant touched) {
      this.chunks = List.copyOf(chunks);
      this.names = chunks.stream().map(StoredChunk::sha256).collect(Collectors.toSet());
      this.touched = touched;
    }

    boolean has(String sha256) {
      return names.contains(sha256);
    }

    ChunkFile seen(String name) {
      var bytes = chunks.stream().mapToLong(StoredChunk::stored).sum();
      return new ChunkFile(name, chunks, bytes, touched, condemned);
    }

    void touch(Instant now) {
      if (touched.isBefore(now.minus(TOUCH_AFTER))) {
        touched = now;
      }
    }
  }

  @Override
  public Set<String> missing(Collection<String> wanted, Instant now) {
    var missing = new LinkedHashSet<String>();
    for (var chunk : wanted) {
      var holder =
          files.values().stream()
              .filter(file -> file.has(chunk))
              .min((a, b) -> Boolean.compare(a.condemned != null, b.condemned != null));
      if (holder.isEmpty()) {
        missing.add(chunk);
      } else {
        holder.get().condemned = null;
        holder.get().touch(now);
      }
    }
    return missing;
  }

  @Override
  public void put(List<byte[]> contents, Instant now) {
    put(
        contents.stream()
            .map(content -> new StoredChunk(Digest.of(content).sha256(), content.length))
            .toList(),
        now,
        now);
  }

  private void put(List<StoredChunk> chunks, Instant written, Instant now) {
    var names = chunks.stream().map(StoredChunk::sha256).collect(Collectors.joining());
    var name = Digest.of(names.getBytes(StandardCharsets.UTF_8)).sha256();
    var there = files.get(name);
    if (there == null) {
      files.put(name, new MemoryFile(chunks, written));
    } else {
      there.condemned = null;
      there.touch(now);
    }
  }

  @Override
  public boolean isReadable(String chunk) {
    return files.values().stream().anyMatch(file -> file.has(chunk));
  }

  @Override
  public Set<String> stored() {
    var stored = new HashSet<String>();
    files.values().forEach(file -> stored.addAll(file.names));
    return stored;
  }

  @Override
  public ChunkFiles files() {
    return this;
  }

  @Override
  public void inUse(Visitor visitor) throws IOException {
    show(false, visitor);
  }

  @Override
  public void condemned(Visitor visitor) throws IOException {
    show(true, visitor);
  }

  private void show(boolean condemned, Visitor visitor) throws IOException {
    for (var name : new ArrayList<>(files.keySet())) {
      var file = files.get(name);
      if (file != null && (file.condemned != null) == condemned) {
        visitor.see(file.seen(name));
      }
    }
  }

  @Override
  public boolean condemn(ChunkFile seen, Instant at) {
    var file = files.get(seen.name());
    if (file == null || !file.touched.equals(seen.touched())) {
      return false;
    }
    file.condemned = at;
    return true;
  }

  @Override
  public void restore(ChunkFile seen) {
    var file = files.get(seen.name());
    if (file != null) {
      file.condemned = null;
    }
  }

  @Override
  public boolean delete(ChunkFile seen) {
    var file = files.get(seen.name());
    return file != null && file.condemned != null && files.remove(seen.name()) != null;
  }

  @Override
  public long rewrite(ChunkFile file, Collection<StoredChunk> chunks) {
    put(List.copyOf(chunks), collectorsClock.get(), collectorsClock.get());
    return chunks.stream().mapToLong(StoredChunk::stored).sum();
  }
}
