package dev.weir.flow;

/**
 * Runs around a step: before it, after it, instead of it, in its own task. See {@link StepWrapper}.
 */
@FunctionalInterface
public interface AroundStep {
  /**
   * Does as it likes with the call, and says what comes next: what {@link StepCall#proceed} gave,
   * or one of {@link StepCall}'s own transitions.
   */
  Next around(StepCall call) throws Exception;
}
