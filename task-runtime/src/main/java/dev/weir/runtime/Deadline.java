package dev.weir.runtime;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph.StepNode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time that {@code @Timeout} gives a step. When it is over the step's thread is interrupted;
 * whatever the step then does, its attempt has failed. That it ends at all, the launcher sees to.
 */
final class Deadline {
  private final StepNode step;
  private final Duration timeout;
  private final Consumer<Failure> told;
  private final Thread worker = Thread.currentThread();
  private boolean ended;
  private @Nullable Failure over;

  private Deadline(StepNode step, Duration timeout, Consumer<Failure> told) {
    this.step = step;
    this.timeout = timeout;
    this.told = told;
  }

  /**
   * Runs the code in this thread.
   *
   * @param told hears of it when the time is over, while the code goes on
   * @throws TimedOutException when it took too long, whether it returned or threw
   */
  static <T> T within(StepNode step, Consumer<Failure> told, Callable<T> code) throws Exception {
    var timeout = step.settings().timeout();
    if (timeout == null) {
      return code.call();
    }
    var deadline = new Deadline(step, timeout, told);
    var clock = Thread.ofPlatform().daemon().name("weir-timeout").start(deadline::watch);
    T result;
    try {
      result = code.call();
    } catch (Exception | Error e) {
      deadline.end(clock, e);
      throw e;
    }
    deadline.end(clock, null);
    return result;
  }

  private void watch() {
    try {
      Thread.sleep(timeout);
      expire();
    } catch (InterruptedException e) {
      // The step was quicker.
    }
  }

  private synchronized void expire() {
    if (ended) {
      return;
    }
    over =
        new Failure(
            FailureKind.TIMED_OUT,
            "step " + step.name() + " took longer than its @Timeout of " + text(timeout),
            new StackTraces().render(worker.getStackTrace()));
    told.accept(over);
    worker.interrupt();
  }

  private void end(Thread clock, @Nullable Throwable thrown) {
    Thread.interrupted();
    clock.interrupt();
    synchronized (this) {
      ended = true;
      if (over != null) {
        throw new TimedOutException(over, thrown);
      }
    }
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
