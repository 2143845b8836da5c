package dev.weir.runtime;

import dev.weir.protocol.Failure;
import org.jspecify.annotations.Nullable;

/** The step took longer than its {@code @Timeout}. */
final class TimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  TimedOutException(Failure failure, @Nullable Throwable thrown) {
    super(failure.message(), thrown);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
