package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Flows that belong together. A run is on a branch of it: {@code user.ann} by default, {@code
 * test.NAME} by {@code --branch NAME}, {@code prod} by {@code --production}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Project {
  /** Lower-case letters, digits and {@code _}; at most 128. */
  String value();
}
