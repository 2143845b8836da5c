package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Environment variables of the step's process, or on the flow, of all its steps:
 * {@code @Environment({"MODE=fast", "BUCKET=${cfg.bucket}"})}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Environment {
  /** Each {@code NAME=value}. */
  String[] value();
}
