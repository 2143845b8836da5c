package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * A store that remembers the records it has read last: the tasks of one process ask for the same
 * code package, snapshot and page of items again and again. What it remembers was checked when it
 * was read, and a digest never means other bytes. Nobody may change a record it gives.
 */
public final class RecordCache implements BlobStore {
  /** Of JSON; as objects it takes some times as much. */
  private static final long MOST_BYTES = 4 << 20;

  private final BlobStore store;
  private final LinkedHashMap<Key, Object> records = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Key(Digest digest, Class<?> type) {}

  public RecordCache(BlobStore store) {
    this.store = store;
  }

  @Override
  public synchronized <T> T record(Digest digest, Class<T> type) throws IOException {
    var key = new Key(digest, type);
    var known = records.get(key);
    if (known != null) {
      return type.cast(known);
    }
    var read = store.record(digest, type);
    if (digest.size() <= MOST_BYTES / 2) {
      records.put(key, read);
      bytes += digest.size();
      forgetOldest();
    }
    return read;
  }

  private void forgetOldest() {
    while (bytes > MOST_BYTES) {
      bytes -= records.pollFirstEntry().getKey().digest().size();
    }
  }

  @Override
  public boolean contains(Digest digest) {
    return store.contains(digest);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    return store.missing(digests);
  }

  @Override
  public void put(Digest digest, InputStream content) throws IOException {
    store.put(digest, content);
  }

  @Override
  public Digest put(Source source) throws IOException {
    return store.put(source);
  }

  @Override
  public Digest put(byte[] content) throws IOException {
    return store.put(content);
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    return store.open(digest);
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    return store.read(digest);
  }
}
