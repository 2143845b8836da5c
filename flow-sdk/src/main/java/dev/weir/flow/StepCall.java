package dev.weir.flow;

import java.lang.annotation.Annotation;

/** A step that is about to run, as an {@link AroundStep} sees it. */
public abstract class StepCall {
  protected StepCall() {}

  /** Where the step finds itself. */
  public abstract Current current();

  /** The flow, whose fields the step reads and writes. */
  public abstract FlowSpec flow();

  /** The author's annotation that brought the wrapper here. */
  public abstract <A extends Annotation> A annotation(Class<A> type);

  /** Runs what is inside: the next wrapper, or the step itself. Once, or not at all. */
  public final Next proceed() throws Exception {
    run();
    return Next.TAKEN;
  }

  /**
   * Goes on as the step would, without running it or after it threw. Not for a step that decides
   * what comes next: a foreach, a choice, a gang.
   */
  public final Next skip() {
    leave();
    return Next.TAKEN;
  }

  /** As {@link #skip}, with these items, where the step is a foreach. */
  public final Next skipForeach(Iterable<?> items) {
    leaveForeach(items);
    return Next.TAKEN;
  }

  /** As {@link #skip}, to that step, where the step chooses between several. */
  public final Next skipTo(String step) {
    leaveTo(step);
    return Next.TAKEN;
  }

  protected abstract void run() throws Exception;

  protected abstract void leave();

  protected abstract void leaveForeach(Iterable<?> items);

  protected abstract void leaveTo(String step);
}
