package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An event that starts the deployed flow. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Trigger.Several.class)
public @interface Trigger {
  /** The event's name. */
  String value();

  /** Parameters and the fields of the event that they come from, each {@code parameter=field}. */
  String[] parameters() default {};

  /** More than one of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Several {
    Trigger[] value();
  }
}
