package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Environment variables whose values nobody but the step sees: they are looked up where its process
 * starts, and are stored and logged nowhere.
 *
 * <ul>
 *   <li>{@code "env:DB_PASSWORD"}: a variable of the machine that runs it; {@code "env:PASSWORD as
 *       DB_PASSWORD"} under another name
 *   <li>{@code "aws:prod/db"}: a secret of AWS Secrets Manager, a JSON object whose keys become
 *       variables; {@code "aws:prod/token as TOKEN"}: its whole text
 *   <li>{@code "inline:MODE=test"}: a value that is no secret, for trying out
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Secrets {
  String[] value();

  /** The IAM role to take on to read secrets of AWS; the process's own when empty. */
  String role() default "";
}
