package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a step as a job of AWS Batch, or on the flow, all its steps. A local run does not act on it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Batch {
  /** The job queue; the stack's default when empty. */
  String queue() default "";

  /** The container image; the stack's default when empty. */
  String image() default "";

  /** The IAM role of the job; the stack's default when empty. */
  String role() default "";

  /** Further settings of the job, each {@code name=value}. */
  String[] options() default {};
}
