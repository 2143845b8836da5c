package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A page about what the step did, made from the components that it adds. It is recorded with the
 * step for whoever shows cards.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Card.Several.class)
public @interface Card {
  String type() default "default";

  /** Tells several cards of a step apart. */
  String id() default "";

  /** Each {@code name=value}. */
  String[] options() default {};

  /** In seconds. */
  int timeout() default 45;

  /** Whether a card that can't be made leaves its error to read. */
  boolean saveErrors() default true;

  /** More than one of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Several {
    Card[] value();
  }
}
