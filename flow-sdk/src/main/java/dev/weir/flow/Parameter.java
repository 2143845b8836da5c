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
}
