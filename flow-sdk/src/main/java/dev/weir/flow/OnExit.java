package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is called when a run has ended, in a process apart: static methods of the flow without
 * parameters, or with an {@link EndedRun}. What they throw is shown and changes nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnExit {
  String[] onSuccess() default {};

  String[] onError() default {};
}
