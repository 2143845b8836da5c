package dev.weir.cli.run;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells the time from one reading of the clock on. Somebody may set the clock meanwhile: what this
 * tells goes on by as much as has really passed.
 */
final class Stopwatch {
  private final Instant begin;
  private final LongSupplier nanos;
  private final long zero;

  /**
   * Begins now.
   *
   * @param nanos of a clock that nobody sets
   */
  Stopwatch(Instant begin, LongSupplier nanos) {
    this.begin = begin;
    this.nanos = nanos;
    this.zero = nanos.getAsLong();
  }

  static Stopwatch from(Instant begin) {
    return new Stopwatch(begin, System::nanoTime);
  }

  Instant begin() {
    return begin;
  }

  Instant now() {
    return begin.plusNanos(nanos.getAsLong() - zero);
  }
}
