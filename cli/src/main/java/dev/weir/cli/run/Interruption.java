package dev.weir.cli.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, SIGTERM and SIGHUP: tells the command, and lets the JVM go only when the command has
 * cleaned up or its time is over. The JVM then exits with 128 and the signal's number.
 */
public final class Interruption implements AutoCloseable {
  private static final Duration TIME_TO_CLEAN_UP = Duration.ofSeconds(30);

  private static final int SIGNALLED = 128;

  private final CompletableFuture<Boolean> signal = new CompletableFuture<>();
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "interruption");

  private final boolean patient;

  /** Watches until it is closed. */
  public Interruption() {
    this(true);
  }

  private Interruption(boolean patient) {
    this.patient = patient;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** As above; a second signal ends the JVM at once. For who leaves nothing behind then. */
  static Interruption ofTasks() {
    return new Interruption(false);
  }

  /** Calls that once when the signal comes, or at once if it has come; the JVM waits for it. */
  public void tell(Runnable listener) {
    signal.thenRun(listener);
  }

  /** Whether it has come, or comes within that time. */
  boolean comesWithin(Duration time) {
    return signal.copy().completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    cleaned.countDown();
    if (signal.isDone()) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out; the hook finds that everything is cleaned up.
    }
  }

  /** Task processes end by themselves as soon as this one is gone. */
  private static void leave(int number) {
    System.err.println("weir: left at once; what was running ends by itself");
    Runtime.getRuntime().halt(SIGNALLED + number);
  }

  private void hold() {
    signal.complete(true);
    if (!patient) {
      SecondSignal.does(Interruption::leave);
    }
    try {
      cleaned.await(TIME_TO_CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
