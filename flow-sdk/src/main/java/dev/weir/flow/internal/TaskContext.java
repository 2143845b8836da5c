package dev.weir.flow.internal;

import dev.weir.flow.Current;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Merge;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * What one task's flow asks of the runtime, and the transition it took. One for each task; the
 * instance made by {@link #newFlow} keeps it.
 */
public final class TaskContext {
  private static final ScopedValue<TaskContext> MAKING = ScopedValue.newInstance();

  private final Current current;
  private final ItemReader item;
  private final Merger merger;
  private Taken taken;

  /** A task that is no join's. */
  public TaskContext(Current current, ItemReader item) {
    this(current, item, Merger.none());
  }

  public TaskContext(Current current, ItemReader item, Merger merger) {
    this.current = current;
    this.item = item;
    this.merger = merger;
  }

  /** The context of the instance under construction; null for one that is to run no step. */
  public static TaskContext ofThisInstance() {
    return MAKING.isBound() ? MAKING.get() : null;
  }

  /** A flow that can run a step of this task. */
  public <F extends FlowSpec> F newFlow(Class<F> type) throws Exception {
    return ScopedValue.where(MAKING, this).call(() -> newInput(type));
  }

  /** A flow that runs nothing: one of a join's inputs, or a look at the initial values. */
  public static <F extends FlowSpec> F newInput(Class<F> type) throws Exception {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(type.getName() + " is abstract");
    }
    try {
      return constructor(type).newInstance();
    } catch (InvocationTargetException e) {
      throw Steps.thrownByUser(e);
    }
  }

  public Current current() {
    return current;
  }

  public <T> T input(Class<T> type) {
    return Boxes.of(type).cast(item.read(type));
  }

  public void merge(Merge which) {
    merger.merge(which);
  }

  public int index() {
    var stack = current.foreachStack();
    if (stack.isEmpty()) {
      throw new IllegalStateException(
          "step " + current.stepName() + " has no index: no foreach is around it");
    }
    return stack.getLast().index();
  }

  /** Notes the transition; a step takes one. */
  public void take(Taken transition) {
    if (taken != null) {
      throw new IllegalStateException(
          "step " + current.stepName() + " named its successors twice: do it once, at its end");
    }
    taken = transition;
  }

  /** In place of what the step named before it threw, if it did. */
  void retake(Taken transition) {
    taken = transition;
  }

  Optional<Taken> taken() {
    return Optional.ofNullable(taken);
  }

  private static <F> Constructor<F> constructor(Class<F> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          type.getName() + " needs a constructor without parameters", e);
    }
  }
}
