package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Chunks on the heap. */
public final class MemoryChunks implements ChunkStore {
  private final Map<String, byte[]> chunks = new ConcurrentHashMap<>();

  @Override
  public Set<Digest> missing(Collection<Digest> asked) {
    var missing = new LinkedHashSet<>(asked);
    missing.removeIf(chunk -> hasNode(chunk.sha256()));
    return missing;
  }

  @Override
  public boolean hasNode(String sha256) {
    return chunks.containsKey(sha256);
  }

  @Override
  public ChunkWriter writer() {
    return new ChunkWriter() {
      private final Map<String, byte[]> written = new ConcurrentHashMap<>();

      @Override
      public void put(Digest chunk, byte[] bytes, int offset) {
        written.put(chunk.sha256(), Arrays.copyOfRange(bytes, offset, offset + (int) chunk.size()));
      }

      @Override
      public void commit() {
        chunks.putAll(written);
      }

      @Override
      public void close() {
        written.clear();
      }
    };
  }

  @Override
  public void read(List<Digest> wanted, byte[] target, int offset) {
    var at = offset;
    for (var chunk : wanted) {
      var bytes = node(chunk.sha256());
      System.arraycopy(bytes, 0, target, at, (int) chunk.size());
      at += bytes.length;
    }
  }

  @Override
  public byte[] node(String sha256) {
    var bytes = chunks.get(sha256);
    if (bytes == null) {
      throw new ServiceException(ProblemType.BLOB_NOT_FOUND, "no chunk " + sha256);
    }
    return bytes;
  }

  @Override
  public int width() {
    return 1;
  }
}
