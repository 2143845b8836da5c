package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store with a cache of chunks on this machine's disk in front. What comes from the cache is
 * checked as what comes from the store is; what is damaged there is fetched again.
 */
public final class CachedChunks implements ChunkStore {
  private final ChunkStore store;
  private final ChunkCache cache;

  public CachedChunks(ChunkStore store, ChunkCache cache) {
    this.store = store;
    this.cache = cache;
  }

  @Override
  public Set<Digest> missing(Collection<Digest> chunks) throws IOException {
    return store.missing(chunks);
  }

  @Override
  public boolean hasNode(String sha256) throws IOException {
    return store.hasNode(sha256);
  }

  @Override
  public ChunkWriter writer() throws IOException {
    return store.writer();
  }

  /** Kept here as well: the next task may well run on this machine. */
  @Override
  public void put(Digest chunk, byte[] bytes) throws IOException {
    store.put(chunk, bytes);
    cache.add(chunk, bytes, 0);
  }

  @Override
  public void read(List<Digest> chunks, byte[] target, int offset) throws IOException {
    var fetched = new ArrayList<Digest>();
    var places = new ArrayList<Integer>();
    var at = offset;
    for (var chunk : chunks) {
      if (!cache.read(chunk, target, at)) {
        fetched.add(chunk);
        places.add(at);
      }
      at += (int) chunk.size();
    }
    if (fetched.size() == chunks.size()) {
      store.read(chunks, target, offset);
    } else if (!fetched.isEmpty()) {
      fetch(fetched, places, target);
    }
    for (var i = 0; i < fetched.size(); i++) {
      cache.add(fetched.get(i), target, places.get(i));
    }
  }

  private void fetch(List<Digest> chunks, List<Integer> places, byte[] target) throws IOException {
    var bytes = new byte[Math.toIntExact(chunks.stream().mapToLong(Digest::size).sum())];
    store.read(chunks, bytes, 0);
    var from = 0;
    for (var i = 0; i < chunks.size(); i++) {
      var size = (int) chunks.get(i).size();
      System.arraycopy(bytes, from, target, places.get(i), size);
      from += size;
    }
  }

  @Override
  public byte[] node(String sha256) throws IOException {
    var cached = cache.node(sha256);
    if (cached.isPresent()) {
      return cached.get();
    }
    var bytes = store.node(sha256);
    cache.add(new Digest(sha256, bytes.length), bytes, 0);
    return bytes;
  }

  @Override
  public Optional<InputStream> whole(Digest blob) throws IOException {
    return store.whole(blob);
  }

  @Override
  public int width() {
    return store.width();
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
