package dev.weir.artifact;

import dev.weir.artifact.chunks.Awaited;
import dev.weir.artifact.chunks.ChunkSequence;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.artifact.chunks.ChunkedInputStream;
import dev.weir.artifact.chunks.Manifest;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.FutureTask;

/** Blobs as chunks: cuts what is large, and puts it together again. */
public class ChunkedBlobStore implements BlobStore {
  private static final int GROUP = 4 << 20;

  private final ChunkStore chunks;
  private final ChunkSizes sizes;

  public ChunkedBlobStore(ChunkStore chunks) {
    this(chunks, ChunkSizes.STANDARD);
  }

  ChunkedBlobStore(ChunkStore chunks, ChunkSizes sizes) {
    this.chunks = chunks;
    this.sizes = sizes;
  }

  private boolean isChunk(Digest digest) {
    return digest.size() <= sizes.max();
  }

  @Override
  public boolean contains(Digest digest) {
    return missing(List.of(digest)).isEmpty();
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    try {
      var small = digests.stream().filter(this::isChunk).toList();
      var missing = chunks.missing(small);
      var answer = new LinkedHashSet<Digest>();
      for (var digest : digests) {
        if (isChunk(digest) ? missing.contains(digest) : !containsLarge(digest)) {
          answer.add(digest);
        }
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for blobs in " + chunks, e);
    }
  }

  private boolean containsLarge(Digest digest) throws IOException {
    var kept = chunks.whole(digest);
    if (kept.isPresent()) {
      kept.get().close();
      return true;
    }
    return chunks.hasNode(digest.sha256()) && containsAll(digest);
  }

  /**
   * Down to the last chunk: of a blob that no run has, a collection may have deleted some already;
   * and who counts on the blob counts on each.
   */
  private boolean containsAll(Digest node) throws IOException {
    var bytes = chunks.node(node.sha256());
    if (!chunks.missing(List.of(new Digest(node.sha256(), bytes.length))).isEmpty()) {
      return false;
    }
    Manifest manifest;
    try {
      manifest = Manifest.parse(bytes, node.size());
    } catch (IOException e) {
      return false; // A chunk of that name, but no blob of that size.
    }
    if (manifest.level() == 0) {
      return chunks.missing(manifest.entries()).isEmpty();
    }
    for (var entry : manifest.entries()) {
      if (!chunks.hasNode(entry.sha256()) || !containsAll(entry)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Batch batch() throws IOException {
    return new ChunkedBatch(chunks, sizes);
  }

  @Override
  public Digest put(byte[] bytes) throws IOException {
    if (bytes.length > sizes.max()) {
      return put(new ByteArrayInputStream(bytes));
    }
    var digest = Digest.of(bytes);
    chunks.put(digest, bytes);
    return digest;
  }

  @Override
  public Digest put(InputStream bytes) throws IOException {
    var head = bytes.readNBytes(sizes.max() + 1);
    if (head.length <= sizes.max()) {
      return put(head);
    }
    try (var batch = new ChunkedBatch(chunks, sizes)) {
      var digest = batch.putLarge(head, bytes);
      batch.flush();
      return digest;
    }
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    if (!isChunk(digest) && contains(digest)) {
      return;
    }
    try (var batch = new ChunkedBatch(chunks, sizes)) {
      batch.put(digest, bytes);
      batch.flush();
    }
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    if (digest.size() > MAX_READ) {
      throw new IOException("blob " + digest + " is too large to be read into memory");
    }
    if (!isChunk(digest)) {
      return readLarge(digest);
    }
    var bytes = new byte[(int) digest.size()];
    chunks.read(List.of(digest), bytes, 0);
    return bytes;
  }

  private byte[] readLarge(Digest digest) throws IOException {
    var kept = chunks.whole(digest);
    if (kept.isPresent()) {
      try (var whole = checked(digest, kept.get())) {
        return whole.readAllBytes();
      }
    }
    var bytes = new byte[(int) digest.size()];
    var sequence = new ChunkSequence(chunks, digest);
    var working = new ArrayDeque<FutureTask<Boolean>>();
    for (var group = next(sequence); !group.chunks().isEmpty(); group = next(sequence)) {
      if (working.size() > chunks.width()) {
        Awaited.result(working.remove());
      }
      working.add(reading(group, bytes));
    }
    for (var work : working) {
      Awaited.result(work);
    }
    return bytes;
  }

  private static ChunkSequence.Group next(ChunkSequence sequence) throws IOException {
    return sequence.next(GROUP);
  }

  private FutureTask<Boolean> reading(ChunkSequence.Group group, byte[] bytes) {
    var task =
        new FutureTask<>(
            () -> {
              chunks.read(group.chunks(), bytes, (int) group.at());
              return true;
            });
    Thread.ofVirtual().name("weir-chunks").start(task);
    return task;
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    if (isChunk(digest)) {
      return new ByteArrayInputStream(read(digest));
    }
    var kept = chunks.whole(digest);
    return kept.isPresent()
        ? checked(digest, kept.get())
        : new ChunkedInputStream(chunks, digest, 0, digest.size());
  }

  @Override
  public InputStream open(Digest digest, long from, long end) throws IOException {
    Objects.checkFromToIndex(from, end, digest.size());
    if (isChunk(digest)) {
      return new ByteArrayInputStream(read(digest), (int) from, (int) (end - from));
    }
    var kept = chunks.whole(digest);
    if (kept.isEmpty()) {
      return new ChunkedInputStream(chunks, digest, from, end);
    }
    var whole = checked(digest, kept.get());
    whole.skipNBytes(from);
    return new FirstBytes(whole, end - from);
  }

  private InputStream checked(Digest digest, InputStream whole) {
    return new VerifyingInputStream(whole, digest, chunks.toString());
  }

  @Override
  public void read(Collection<Digest> digests, Reader reader) throws IOException {
    var group = new ArrayList<Digest>();
    var size = 0L;
    for (var digest : new LinkedHashSet<>(digests)) {
      if (!isChunk(digest)) {
        reader.take(digest, read(digest));
        continue;
      }
      if (size + digest.size() > GROUP) {
        readGroup(group, (int) size, reader);
        group.clear();
        size = 0;
      }
      group.add(digest);
      size += digest.size();
    }
    readGroup(group, (int) size, reader);
  }

  private void readGroup(List<Digest> group, int size, Reader reader) throws IOException {
    var bytes = new byte[size];
    chunks.read(group, bytes, 0);
    var at = 0;
    for (var digest : group) {
      var end = at + (int) digest.size();
      reader.take(digest, Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
  }

  @Override
  public String toString() {
    return chunks.toString();
  }
}
