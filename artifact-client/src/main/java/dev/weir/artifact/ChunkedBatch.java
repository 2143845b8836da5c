package dev.weir.artifact;

import dev.weir.artifact.chunks.BlobCutter;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.artifact.chunks.ChunkWriter;
import dev.weir.artifact.chunks.Manifest;
import dev.weir.artifact.chunks.ManifestBuilder;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small blobs wait until there are enough to ask which are missing; of a large one the topmost node
 * of its manifest waits until all else is stored, for who finds that counts on the rest.
 */
final class ChunkedBatch implements BlobStore.Batch {
  private static final int MOST_WAITING = 4 << 20;
  private static final int MOST_BLOBS = 4096;

  private final ChunkStore store;
  private final ChunkSizes sizes;
  private final ChunkWriter writer;
  private final LinkedHashMap<Digest, byte[]> waiting = new LinkedHashMap<>();
  private final Map<Digest, byte[]> manifests = new LinkedHashMap<>();
  private long bytesWaiting;

  /** Nothing has gone to the writer. */
  private volatile boolean isUnused = true;

  ChunkedBatch(ChunkStore store, ChunkSizes sizes) throws IOException {
    this.store = store;
    this.sizes = sizes;
    this.writer = store.writer();
  }

  @Override
  public Digest put(byte[] bytes) throws IOException {
    if (bytes.length > sizes.max()) {
      return BlobStore.Batch.super.put(bytes);
    }
    var digest = Digest.of(bytes);
    if (waiting.putIfAbsent(digest, bytes) == null) {
      bytesWaiting += bytes.length;
    }
    if (bytesWaiting > MOST_WAITING || waiting.size() > MOST_BLOBS) {
      writeWaiting();
    }
    return digest;
  }

  @Override
  public Digest put(InputStream bytes) throws IOException {
    var head = bytes.readNBytes(sizes.max() + 1);
    return head.length <= sizes.max() ? put(head) : putLarge(head, bytes);
  }

  /**
   * A blob that is too large to be one chunk.
   *
   * @param head its first bytes, before those of {@code rest}
   */
  Digest putLarge(byte[] head, InputStream rest) throws IOException {
    var top = cut(head, rest);
    var node = top.bytes();
    var chunk = Digest.of(node);
    manifests.put(chunk, node);
    return new Digest(chunk.sha256(), top.size());
  }

  private Manifest cut(byte[] head, InputStream rest) throws IOException {
    var manifest = new ManifestBuilder((chunk, node) -> writer.put(chunk, node, 0));
    new BlobCutter(sizes, this::putMissing).cut(head, rest, manifest);
    return manifest.finish();
  }

  private void putMissing(List<Digest> chunks, byte[] bytes) throws IOException {
    isUnused = false;
    var missing = store.missing(chunks);
    var at = 0;
    for (var chunk : chunks) {
      if (missing.contains(chunk)) {
        writer.put(chunk, bytes, at);
      }
      at += (int) chunk.size();
    }
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    var first = (int) Math.min(digest.size(), sizes.max()) + 1;
    var head = bytes.readNBytes(first);
    if (digest.size() <= sizes.max()) {
      require(digest, head.length == digest.size() ? Digest.of(head) : null);
      put(head);
      return;
    }
    var manifest =
        head.length < first
            ? null
            : cut(head, new FirstBytes(bytes, digest.size() - head.length + 1));
    var node = manifest == null ? new byte[0] : manifest.bytes();
    var chunk = Digest.of(node);
    require(digest, manifest == null ? null : new Digest(chunk.sha256(), manifest.size()));
    manifests.put(chunk, node);
  }

  private static void require(Digest expected, @Nullable Digest actual) {
    if (!expected.equals(actual)) {
      throw new ServiceException(
          ProblemType.DIGEST_MISMATCH,
          "the bytes that came are not those of "
              + expected
              + (actual == null ? ": their number is another" : " but of " + actual));
    }
  }

  @Override
  public void flush() throws IOException {
    if (isUnused && waiting.size() == 1 && manifests.isEmpty()) {
      var only = waiting.firstEntry();
      store.put(only.getKey(), only.getValue());
      waiting.clear();
      bytesWaiting = 0;
      return;
    }
    writeWaiting();
    writer.commit();
    if (!manifests.isEmpty()) {
      waiting.putAll(manifests);
      manifests.clear();
      writeWaiting();
      writer.commit();
    }
  }

  private void writeWaiting() throws IOException {
    isUnused = false;
    var missing = store.missing(waiting.keySet());
    for (var chunk : missing) {
      writer.put(chunk, waiting.get(chunk), 0);
    }
    waiting.clear();
    bytesWaiting = 0;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
