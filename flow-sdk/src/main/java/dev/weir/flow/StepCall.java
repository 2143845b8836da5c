package dev.weir.flow;

import java.lang.annotation.Annotation;

/** A step that is about to run, as an {@link AroundStep} sees it. */
public interface StepCall {
  /** Where the step finds itself. */
  Current current();

  /** The flow, whose fields the step reads and writes. */
  FlowSpec flow();

  /** The author's annotation that brought the wrapper here. */
  <A extends Annotation> A annotation(Class<A> type);

  /** Runs what is inside: the next wrapper, or the step itself. Once, or not at all. */
  Next proceed() throws Exception;

  /**
   * Goes on as the step would without running it, or after it threw. Not for a step that decides
   * what comes next: a foreach, a choice.
   */
  Next skip();

  /** As {@link #skip}, with these items, where the step is a foreach. */
  Next skipForeach(Iterable<?> items);

  /** As {@link #skip}, to that step, where the step chooses between several. */
  Next skipTo(String step);
}
