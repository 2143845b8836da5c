package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the run go on when the step has failed for the last time: its successors find a {@link
 * Failure} in a field, and what the step wrote before it failed. The field is null when there was
 * no failure.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Catch {
  /** The field of type {@link Failure} that says what happened; none when empty. */
  String value() default "";

  /** Whether the exception is printed to the step's log. */
  boolean print() default true;
}
