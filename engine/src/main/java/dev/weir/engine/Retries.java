package dev.weir.engine;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows a failed attempt. Attempts run the author's code as often as {@code @Retry} allows.
 * The last of them catches its exception itself where there is a {@code @Catch}; when it died
 * without one, a fallback attempt records the failure as caught, and is itself tried a few times. A
 * step that says itself that trying again is of no use has neither.
 */
public record Retries(StepSettings settings) {
  /** As often as Metaflow tries. */
  private static final int FALLBACKS = 3;

  /** The attempt to come after a failure. */
  record Again(Duration delay, Optional<Failure> fallback) {}

  /**
   * Nothing when there shall be none.
   *
   * @param task as it was when the attempt failed
   */
  Optional<Again> after(LedgerTask task, Failure failure) {
    if (failure.kind() == FailureKind.NO_RETRY) {
      return Optional.empty();
    }
    if (left(task.failures()) > 0) {
      return Optional.of(new Again(delay(), Optional.empty()));
    }
    if (settings.caught() == null || task.failures() >= times() + FALLBACKS) {
      return Optional.empty();
    }
    return Optional.of(new Again(Duration.ZERO, Optional.of(task.fallback().orElse(failure))));
  }

  /** How many further attempts at the author's code a failure would get, after so many. */
  public int left(int failures) {
    return Math.max(0, times() - failures);
  }

  private int times() {
    var retry = settings.retry();
    return retry == null ? 0 : retry.times();
  }

  private Duration delay() {
    var retry = settings.retry();
    return retry == null ? Duration.ZERO : retry.delay();
  }
}
