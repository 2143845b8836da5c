package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The step's result may be taken from an earlier run that had the same code and the same inputs. It
 * is recorded with the step for whoever keeps such results.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cached {
  /** What counts beside code and inputs, such as a version of the data. */
  String key() default "";

  /** How long a result is good: {@code 12h}, {@code 30d}; for ever when empty. */
  String ttl() default "";
}
