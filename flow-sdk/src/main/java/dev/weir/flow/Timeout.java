package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fails an attempt whose code runs longer than this; the three values add up. Its thread is
 * interrupted, so that it can put things in order; a moment later its process is ended.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Timeout {
  int seconds() default 0;

  int minutes() default 0;

  int hours() default 0;
}
