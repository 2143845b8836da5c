package dev.weir.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation of your own wrap steps: write it on your annotation, and your annotation on
 * steps, or on the flow for all its steps.
 *
 * <pre>{@code
 * @StepWrapper(Timed.Around.class)
 * @Retention(RetentionPolicy.RUNTIME)
 * @interface Timed {
 *   class Around implements AroundStep { … }
 * }
 * }</pre>
 *
 * <p>Several nest: those of the flow are around those of the step, and each is around the ones that
 * are written after it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface StepWrapper {
  /** What runs around the step; it has a constructor without parameters. */
  Class<? extends AroundStep> value();
}
