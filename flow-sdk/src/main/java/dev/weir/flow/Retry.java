package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tries a failed step again: after an exception, after the end of its process, and after a
 * time-out. An attempt that is lost because its machine went away costs none of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retry {
  /** How often at most, after the first attempt. */
  int times() default 3;

  /** How long to wait between two attempts. A local run does not wait. */
  int minutesBetweenRetries() default 2;

  /**
   * The wait in another unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or as
   * ISO 8601 has it. Replaces {@link #minutesBetweenRetries}.
   */
  String delay() default "";
}
