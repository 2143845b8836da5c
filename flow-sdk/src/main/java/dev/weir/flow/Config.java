package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field whose value is settled when the flow is deployed: {@code --config train FILE} or {@code
 * --config-value train JSON} sets {@code train}, else the default file does. It is the same in
 * every task and after a resume, no step may change it, and annotations can read it: {@code
 * "${train.bucket}"}. The field is a record, a map, a list, or any value that JSON carries.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Config {
  /** The default file, {@code .json} or {@code .properties}, relative to the flow's source. */
  String value() default "";

  /** The default as JSON, where there is no file. */
  String inline() default "";

  String help() default "";

  /** Whether a deployment without a value is refused. */
  boolean required() default false;
}
