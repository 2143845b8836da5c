package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * A part of a large blob, from its chunks: some groups of them are on their way while one is read.
 * For one thread.
 */
public final class ChunkedInputStream extends InputStream {
  static final int GROUP = 4 << 20;

  private final ChunkStore store;
  private final ChunkSequence chunks;
  private final long end;
  private final ArrayDeque<Arriving> arriving = new ArrayDeque<>();
  private byte[] group = new byte[0];
  private int next;
  private int limit;
  private long at;

  /** A group on its way into memory. */
  private record Arriving(ChunkSequence.Group group, FutureTask<byte[]> bytes) {}

  /**
   * @param from the first byte of the blob to be read
   * @param end the byte after the last
   */
  public ChunkedInputStream(ChunkStore store, Digest blob, long from, long end) throws IOException {
    this.store = store;
    this.chunks = new ChunkSequence(store, blob);
    this.at = from;
    this.end = end;
    chunks.skipTo(from);
    for (var i = 0; i <= store.width(); i++) {
      fetch(new byte[Math.clamp(end - from, ChunkSizes.STANDARD.max(), GROUP)]);
    }
  }

  private void fetch(byte[] into) throws IOException {
    var wanted = chunks.next(into.length);
    if (wanted.chunks().isEmpty() || wanted.at() >= end) {
      return;
    }
    var task =
        new FutureTask<>(
            (Callable<byte[]>)
                () -> {
                  store.read(wanted.chunks(), into, 0);
                  return into;
                });
    Thread.ofVirtual().name("weir-chunks").start(task);
    arriving.add(new Arriving(wanted, task));
  }

  @Override
  public int read() throws IOException {
    return refill() ? group[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!refill()) {
      return -1;
    }
    var some = Math.min(length, limit - next);
    System.arraycopy(group, next, buffer, offset, some);
    next += some;
    return some;
  }

  private boolean refill() throws IOException {
    if (next < limit) {
      return true;
    }
    if (at >= end) {
      return false;
    }
    if (limit > 0) {
      fetch(group);
    }
    var arrived = arriving.remove();
    group = Awaited.result(arrived.bytes());
    next = Math.toIntExact(at - arrived.group().at());
    limit = (int) Math.min(arrived.group().size(), end - arrived.group().at());
    at = arrived.group().at() + limit;
    return true;
  }

  @Override
  public int available() {
    return limit - next;
  }

  @Override
  public void close() {
    arriving.forEach(group -> group.bytes().cancel(true));
    arriving.clear();
    at = end;
    next = limit;
  }
}
