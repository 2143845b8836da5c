package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a step needs of the machine that runs it, or on the flow, what all its steps need. A local
 * run does not act on it. Zero is the place's default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Resources {
  /** In cores. */
  double cpu() default 0;

  int gpu() default 0;

  /** In MiB. */
  int memory() default 0;

  /** In MiB. */
  int disk() default 0;

  /** In MiB. */
  int sharedMemory() default 0;

  /**
   * A part of a {@link Config} that has values under the names above, such as {@code "cfg.train"}.
   * What stands here directly wins.
   */
  String from() default "";
}
