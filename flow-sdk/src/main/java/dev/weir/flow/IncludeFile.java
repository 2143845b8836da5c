package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter whose value is a file's content, kept with the run: {@code --movie-data PATH} sets
 * {@code movieData}. The field is a {@code String}, a {@code byte[]}, or a {@code Path}, which
 * names a copy of the file and so holds content of any size.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface IncludeFile {
  /** The default file, relative to the flow's source file; none when empty. */
  String value() default "";

  String help() default "";

  /** Whether a run without a file is refused, when there is no default file. */
  boolean required() default false;

  /** The charset that a {@code String} is read by. */
  String encoding() default "UTF-8";
}
