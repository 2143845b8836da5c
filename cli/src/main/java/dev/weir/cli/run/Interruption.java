package dev.weir.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: tells the command, and lets the JVM go only when the command has cleaned up
 * or its time is over. The JVM then exits with 128 and the signal's number.
 */
public final class Interruption implements AutoCloseable {
  private static final Duration TIME_TO_CLEAN_UP = Duration.ofSeconds(30);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Watches until it is closed.
   *
   * @param told called once, in a thread of its own, when the signal comes
   */
  public Interruption(Runnable told) {
    this.hook =
        new Thread(
            () -> {
              begun.countDown();
              told.run();
              await(cleaned, TIME_TO_CLEAN_UP);
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether it has come, or comes within that time. */
  boolean comesWithin(Duration time) {
    return await(begun, time);
  }

  @Override
  public void close() {
    cleaned.countDown();
    if (begun.getCount() == 0) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out; the hook finds that everything is cleaned up.
    }
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
