package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that whoever starts a run may set: {@code --max-genres 7} sets {@code maxGenres}. The
 * field's initial value is the default. No step may change it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Parameter {
  String help() default "";

  /** Whether a run without a value is refused. */
  boolean required() default false;

  /**
   * What stands between the elements of a list, a set or an array: with {@code ","} one writes
   * {@code --names Ada,Grace}. Without it one writes JSON.
   */
  String separator() default "";

  /**
   * A static method without parameters whose value is the default. It is called once, when the run
   * is made or the flow is packaged, so that every task sees the same value.
   */
  String defaultFrom() default "";
}
