package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.ByteArrayOutputStream;
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

  /** Packs on their way; as many again are in no place else. */
  private static final int AT_ONCE = 3;

  private final PackTransfer packs;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Set<String> seen = new HashSet<>();
  private final List<FutureTask<Boolean>> sending = new ArrayList<>();
  private @Nullable Filling filling;

  /** A pack in memory. */
  private static final class Filling {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(PACK / 8);
    private final PackWriter writer;

    private Filling() throws IOException {
      writer = new PackWriter(bytes);
    }
  }

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
      if (open != null && open.writer.size() + frame.length > PACK) {
        send();
        open = null;
      }
      if (open == null) {
        open = new Filling();
        filling = open;
      }
      open.writer.add(chunk, frame);
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
    full.writer.finish();
    var task =
        new FutureTask<>(
            () -> {
              try {
                packs.put(full.bytes.toByteArray());
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
