package dev.weir.runs;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Looks at a run now and then until it has ended; less often the longer it goes on. */
final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private Waiting() {}

  static Run forEnd(Run run, Duration most) throws InterruptedException, TimeoutException {
    long began = System.nanoTime();
    var now = run.refresh();
    for (var pause = FIRST_PAUSE; !now.finished(); pause = longer(pause)) {
      var left = most.minusNanos(System.nanoTime() - began);
      if (!left.isPositive()) {
        throw new TimeoutException("run " + run.id() + " still goes on after " + most);
      }
      Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
      now = run.refresh();
    }
    return now;
  }

  private static Duration longer(Duration pause) {
    var next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }
}
