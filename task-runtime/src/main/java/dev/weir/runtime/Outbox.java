package dev.weir.runtime;

import dev.weir.runtime.wire.Frames;
import dev.weir.runtime.wire.FromTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to the launcher. Frames are written by a thread of its own: an interrupt
 * closes the channel a thread is writing to, and user code may print from interrupted threads.
 */
final class Outbox {
  private static final int FULL = 1 << 20;

  private final WritableByteChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean sending;

  private Outbox(WritableByteChannel channel) {
    this.channel = channel;
  }

  static Outbox over(WritableByteChannel channel) {
    var outbox = new Outbox(channel);
    Thread.ofPlatform().daemon().name("weir-outbox").start(outbox::sendAll);
    return outbox;
  }

  /** Sends the frame after all before it; waits, whatever interrupts it, while too much waits. */
  void send(FromTask frame) {
    var bytes = Frames.encode(frame);
    lock.lock();
    try {
      while (waiting.size() > FULL) {
        changed.awaitUninterruptibly();
      }
      waiting.writeBytes(bytes);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether all that was sent until now left in time. */
  boolean flush(Duration atMost) {
    var left = atMost.toNanos();
    lock.lock();
    try {
      while (left > 0 && (sending || waiting.size() > 0)) {
        left = changed.awaitNanos(left);
      }
      return left > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void sendAll() {
    try {
      while (true) {
        write(ByteBuffer.wrap(take()));
      }
    } catch (IOException e) {
      Halt.because(Halt.LAUNCHER_GONE);
    } catch (OutOfMemoryError e) {
      Halt.because(Halt.OUT_OF_MEMORY);
    }
  }

  private byte[] take() {
    lock.lock();
    try {
      sending = false;
      changed.signalAll();
      while (waiting.size() == 0) {
        changed.awaitUninterruptibly();
      }
      var batch = waiting.toByteArray();
      waiting = new ByteArrayOutputStream(batch.length);
      sending = true;
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void write(ByteBuffer batch) throws IOException {
    while (batch.hasRemaining()) {
      channel.write(batch);
    }
  }
}
