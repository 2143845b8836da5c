package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where on the mesh a step runs, or on the flow, where all its steps run. A local run does not act
 * on it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Compute {
  /** The pool of workers; the default pool when empty. */
  String pool() default "";

  /** The container image; the pool's own when empty. */
  String image() default "";

  /** Further settings of the pool, each {@code name=value}. */
  String[] options() default {};
}
