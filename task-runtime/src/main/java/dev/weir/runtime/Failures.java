package dev.weir.runtime;

import dev.weir.flow.NoRetryException;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.wire.FromTask.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what was thrown into what the reader is told. */
final class Failures {
  private static final int DEEPEST = 50;

  private Failures() {}

  static Finished finished(Throwable thrown) {
    return new Finished(new TaskOutcome.Failed(of(thrown)), Map.of(), "its task failed");
  }

  static Failure of(Throwable thrown) {
    if (isOutOfMemory(thrown)) {
      return outOfMemory(thrown);
    }
    if (thrown instanceof TimedOutException late) {
      return late.failure();
    }
    var platform = first(thrown, PlatformException.class);
    if (platform.isPresent()) {
      return new Failure(
          FailureKind.PLATFORM, StackTraces.firstLine(platform.get().getMessage()), stack(thrown));
    }
    if (isNoRetry(thrown)) {
      return new Failure(FailureKind.NO_RETRY, StackTraces.headline(thrown), stack(thrown));
    }
    if (thrown instanceof RefusedException refused) {
      return new Failure(FailureKind.USER_ERROR, refused.getMessage(), causeOf(refused));
    }
    return new Failure(FailureKind.USER_ERROR, StackTraces.headline(thrown), stack(thrown));
  }

  /** Also when it happened in another thread, whose result the step waited for. */
  static boolean isOutOfMemory(Throwable thrown) {
    return first(thrown, OutOfMemoryError.class).isPresent();
  }

  /** Also when something wrapped it on its way. */
  static boolean isNoRetry(Throwable thrown) {
    return first(thrown, NoRetryException.class).isPresent();
  }

  private static Failure outOfMemory(Throwable thrown) {
    var heap = Runtime.getRuntime().maxMemory() >> 20;
    return new Failure(
        FailureKind.OUT_OF_MEMORY,
        "out of memory: the step needs more than its heap of "
            + heap
            + " MiB ("
            + StackTraces.headline(first(thrown, OutOfMemoryError.class).orElseThrow())
            + ")",
        stack(thrown));
  }

  private static @Nullable String causeOf(RefusedException refused) {
    return refused.getCause() == null ? null : stack(refused.getCause());
  }

  private static String stack(Throwable thrown) {
    return new StackTraces().render(thrown);
  }

  private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
    return causes(thrown).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static List<Throwable> causes(Throwable thrown) {
    var causes = new ArrayList<Throwable>();
    for (var next = thrown;
        next != null && causes.size() < DEEPEST;
        next = StackTraces.cause(next)) {
      causes.add(next);
    }
    return causes;
  }
}
