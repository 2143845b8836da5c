package dev.weir.protocol;

import java.time.Duration;

/**
 * How often a failed task is tried again.
 *
 * @param times at most, after the first attempt
 * @param delay between two attempts; local runs do not wait, as Metaflow's don't
 */
public record RetryPolicy(int times, Duration delay) {
  public RetryPolicy {
    if (times < 0) {
      throw new IllegalArgumentException("retry times must not be negative: " + times);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("retry delay must not be negative: " + delay);
    }
  }
}
