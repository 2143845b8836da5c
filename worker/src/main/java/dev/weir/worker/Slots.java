package dev.weir.worker;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * How many more tasks this worker may hold. A slot is taken before a message is asked for, so that
 * none waits here while another worker could have it; who ends the message gives the slot back.
 */
@ApplicationScoped
class Slots {
  private final int total;
  private final Semaphore free;
  private volatile boolean closed;

  Slots(WorkerConfig config, MeterRegistry metrics) {
    this.total = config.slots().orElse(Runtime.getRuntime().availableProcessors());
    this.free = new Semaphore(total);
    metrics.gauge("weir.worker.slots.free", free, Semaphore::availablePermits);
  }

  int total() {
    return total;
  }

  /** Waits for one, and takes more if they are free as well. Never returns once closed. */
  int take(int atMost) throws InterruptedException {
    free.acquire();
    if (closed) {
      new CountDownLatch(1).await();
    }
    var taken = 1;
    while (taken < atMost && free.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  void giveBack(int count) {
    free.release(count);
  }

  /** From here on nobody gets one. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
