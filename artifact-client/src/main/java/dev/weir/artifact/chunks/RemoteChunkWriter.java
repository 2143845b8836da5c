package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fills packs and sends those that are full, some at once, while the next one is filled. */
final class RemoteChunkWriter implements ChunkWriter {
  static final int PACK = 8 << 20;

  /** Packs on their way, beside the one that is filled. */
  private static final int AT_ONCE = 2;

  private final PackTransfer packs;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Set<String> seen = new HashSet<>();
  private final List<FutureTask<Boolean>> sending = new ArrayList<>();
  private @Nullable PackBuffer filling;

  RemoteChunkWriter(PackTransfer packs) {
    this.packs = packs;
  }

  @Override
  public void put(Digest chunk, byte[] bytes, int offset) throws IOException {
    synchronized (this) {
      if (!seen.add(chunk.sha256())) {
        return;
      }
    }
    var frame = Frame.of(bytes, offset, (int) chunk.size());
    synchronized (this) {
      var open = filling;
      if (open != null && open.sizeWith(frame) > PACK) {
        send();
        open = null;
      }
      if (open == null) {
        open = new PackBuffer(PACK >> 7);
        filling = open;
      }
      open.add(chunk, frame);
    }
  }

  /** Waits until fewer are on their way, so that memory stays what it is. */
  private void send() throws IOException {
    var full = filling;
    if (full == null) {
      return;
    }
    filling = null;
    free.acquireUninterruptibly();
    var task =
        new FutureTask<>(
            () -> {
              try {
                packs.put(full);
                return true;
              } finally {
                free.release();
              }
            });
    sending.add(task);
    Thread.ofVirtual().name("weir-pack").start(task);
    failEarly();
  }

  private void failEarly() throws IOException {
    for (var pack : sending) {
      if (pack.isDone()) {
        Awaited.result(pack);
      }
    }
    sending.removeIf(FutureTask::isDone);
  }

  @Override
  public synchronized void commit() throws IOException {
    send();
    for (var pack : sending) {
      Awaited.result(pack);
    }
    sending.clear();
  }

  @Override
  public synchronized void close() {
    filling = null;
    sending.forEach(pack -> pack.cancel(true));
    sending.clear();
  }
}
