package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** When the deployed flow starts by itself: one of the four. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Schedule {
  /** A cron expression of six or seven fields, seconds first, as Quartz has them. */
  String cron() default "";

  boolean hourly() default false;

  boolean daily() default false;

  boolean weekly() default false;

  /** Such as {@code Europe/Berlin}; UTC when empty. */
  String timezone() default "";
}
