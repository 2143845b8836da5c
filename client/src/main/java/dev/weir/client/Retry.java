package dev.weir.client;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks again, ever more slowly, while the refusal is one that {@link ProblemType#retryable} says
 * may pass; then throws the last refusal. For calls that may be repeated.
 */
public final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final int attempts;
  private final Pause pause;

  /** How to wait. */
  interface Pause {
    void last(Duration time) throws InterruptedException;
  }

  /** About half a minute of a service's absence. */
  public Retry() {
    this(14);
  }

  /**
   * @param attempts at least 1
   */
  public Retry(int attempts) {
    this(attempts, Thread::sleep);
  }

  Retry(int attempts, Pause pause) {
    this.attempts = attempts;
    this.pause = pause;
  }

  /** Gives up early once it makes no more sense to go on. */
  public <T> T call(Supplier<T> request, BooleanSupplier goOn) {
    for (var attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (ServiceException e) {
        if (!e.type().retryable() || attempt >= attempts || !goOn.getAsBoolean()) {
          throw e;
        }
        pauseAfter(attempt, e);
      }
    }
  }

  public <T> T call(Supplier<T> request) {
    return call(request, () -> true);
  }

  private void pauseAfter(int attempt, ServiceException refusal) {
    var longest =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 20));
    try {
      // Half of it by chance, so that all who were refused together do not come together again.
      pause.last(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal;
    }
  }
}
