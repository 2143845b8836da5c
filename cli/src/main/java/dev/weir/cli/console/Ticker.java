package dev.weir.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something again and again, in a thread of its own, until it is closed. */
final class Ticker implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param first after which it is done for the first time
   * @param pause between two times
   */
  Ticker(Duration first, Duration pause, Runnable tick) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("progress")
            .start(
                () -> {
                  for (var wait = first; !closedWithin(wait); wait = pause) {
                    tick.run();
                  }
                });
  }

  /** Returns when it is done for the last time. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
