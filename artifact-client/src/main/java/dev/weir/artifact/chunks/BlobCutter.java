package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Cuts a large blob into chunks, block by block: one thread reads and cuts, others hash and hand
 * on. Takes some blocks of memory, whatever the blob's size.
 */
public final class BlobCutter {
  private static final int BLOCK = 4 << 20;
  private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

  private final ChunkSizes sizes;
  private final Chunker chunker;
  private final Chunks chunks;

  /** Takes the chunks of a block, in no order of blocks, by several threads at once. */
  @FunctionalInterface
  public interface Chunks {
    /**
     * @param chunks one after the other in {@code bytes}, from its beginning
     */
    void take(List<Digest> chunks, byte[] bytes) throws IOException;
  }

  public BlobCutter(ChunkSizes sizes, Chunks chunks) {
    this.sizes = sizes;
    this.chunker = new Chunker(sizes);
    this.chunks = chunks;
  }

  /** Bytes that wait for their hashes, of which the first are {@code cuts}. */
  private record Block(byte[] bytes, FutureTask<List<Digest>> digests) {}

  /**
   * Reads the blob to its end and hands its chunks to the manifest.
   *
   * @param head the bytes before those of {@code rest}
   */
  public void cut(byte[] head, InputStream rest, ManifestBuilder manifest) throws IOException {
    var in = new SequenceInputStream(new ByteArrayInputStream(head), rest);
    var working = new ArrayDeque<Block>();
    var left = new byte[0];
    try {
      for (var ended = false; !ended; ) {
        var bytes =
            working.size() < AT_ONCE ? new byte[BLOCK] : finish(working.removeFirst(), manifest);
        System.arraycopy(left, 0, bytes, 0, left.length);
        var filled = left.length + in.readNBytes(bytes, left.length, bytes.length - left.length);
        ended = filled < bytes.length;
        var cuts = cuts(bytes, filled, ended);
        var end = cuts.stream().mapToInt(Integer::intValue).sum();
        left = Arrays.copyOfRange(bytes, end, filled);
        working.add(start(bytes, cuts));
      }
      while (!working.isEmpty()) {
        finish(working.removeFirst(), manifest);
      }
    } finally {
      for (var block : working) {
        block.digests().cancel(true);
      }
    }
  }

  /** The lengths of the chunks that are whole. */
  private List<Integer> cuts(byte[] bytes, int filled, boolean ended) {
    var lengths = new ArrayList<Integer>();
    for (var at = 0; at < filled && (ended || filled - at >= sizes.max()); ) {
      var end = chunker.cut(bytes, at, filled);
      lengths.add(end - at);
      at = end;
    }
    return lengths;
  }

  private Block start(byte[] bytes, List<Integer> lengths) {
    var task = new FutureTask<>((Callable<List<Digest>>) () -> hash(bytes, lengths));
    Thread.ofVirtual().name("weir-chunks").start(task);
    return new Block(bytes, task);
  }

  private List<Digest> hash(byte[] bytes, List<Integer> lengths) throws IOException {
    var digests = new ArrayList<Digest>(lengths.size());
    var at = 0;
    for (var length : lengths) {
      digests.add(new Digest(Frame.sha256(bytes, at, length), length));
      at += length;
    }
    chunks.take(digests, bytes);
    return digests;
  }

  private static byte[] finish(Block block, ManifestBuilder manifest) throws IOException {
    for (var chunk : Awaited.result(block.digests())) {
      manifest.add(chunk);
    }
    return block.bytes();
  }
}
