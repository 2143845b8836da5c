package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a step of its flow. A step is {@code Next name()}, a join {@code Next
 * name(Inputs<F> inputs)}, the end {@code void end()}. A run begins at the step {@code start} and
 * ends at the step {@code end}, unless annotations name others; the only step of a flow is both.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Step {
  /** Whether runs begin here, at a step that is not named {@code start}. */
  boolean start() default false;

  /** Whether runs end here, at a step that is not named {@code end}. */
  boolean end() default false;
}
