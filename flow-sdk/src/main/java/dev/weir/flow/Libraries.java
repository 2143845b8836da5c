package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Brings libraries from Maven repositories, with all that they need to run: on the flow's class for
 * every step, on a step for that step alone. Where both name the same library, the step's version
 * counts, so two steps may use two versions.
 *
 * <p>The coordinates are read before anything is compiled: write them out, or name constants of the
 * same source.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Libraries {
  /** {@code group:artifact:version}; the version may be a range, as {@code [1.10,2)}. */
  String[] value() default {};

  /**
   * Repositories to look in before those of the user's {@code settings.xml}: a URL each or, where
   * the settings have a server's credentials for it, {@code id::URL}.
   */
  String[] repositories() default {};
}
