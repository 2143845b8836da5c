package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;

/**
 * A store that remembers the records it has read last: the tasks of one process ask for the same
 * code package, snapshot and page of items again and again. What it remembers was checked when it
 * was read, and a digest never means other bytes. Nobody may change a record it gives.
 */
public final class RecordCache extends ForwardingBlobStore {
  /** Of JSON; as objects it takes some times as much. */
  private static final long MOST_BYTES = 4 << 20;

  private final LinkedHashMap<Key, Object> records = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Key(Digest digest, Class<?> type) {}

  public RecordCache(BlobStore store) {
    super(store);
  }

  @Override
  public synchronized <T> T record(Digest digest, Class<T> type) throws IOException {
    var key = new Key(digest, type);
    var known = records.get(key);
    if (known != null) {
      return type.cast(known);
    }
    var read = store().record(digest, type);
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
  public InputStream open(Digest digest) throws IOException {
    return store().open(digest);
  }

  @Override
  public InputStream open(Digest digest, long from, long end) throws IOException {
    return store().open(digest, from, end);
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    return store().read(digest);
  }

  @Override
  public void read(Collection<Digest> digests, Reader reader) throws IOException {
    store().read(digests, reader);
  }
}
