package dev.weir.flow;

import dev.weir.flow.internal.Taken;
import dev.weir.flow.internal.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.BaseStream;

/**
 * A flow: a class whose {@link Step} methods are its steps and whose fields are its artifacts. What
 * a step writes to a field is what its successors read there.
 *
 * <p>A step ends by naming its successors with a method reference: {@code return next(this::a)}.
 */
public abstract class FlowSpec {
  private final TaskContext task = TaskContext.ofThisInstance();

  protected FlowSpec() {}

  /** A step that follows one other. */
  @FunctionalInterface
  public interface StepMethod {
    Next run() throws Exception;
  }

  /** A step that gathers branches. */
  @FunctionalInterface
  public interface JoinMethod<F extends FlowSpec> {
    Next run(Inputs<F> inputs) throws Exception;
  }

  /** The last step. */
  @FunctionalInterface
  public interface EndMethod {
    void run() throws Exception;
  }

  /** One of several ways on, by the key that chooses it. */
  public static final class Option {
    private final Object key;

    private Option(Object key) {
      this.key = Objects.requireNonNull(key, "the key of an option");
    }

    private Object key() {
      return key;
    }
  }

  protected final Next next(StepMethod step) {
    return take(new Taken.One());
  }

  protected final <F extends FlowSpec> Next next(JoinMethod<F> join) {
    return take(new Taken.One());
  }

  protected final Next next(EndMethod end) {
    return take(new Taken.One());
  }

  /** All of these run, side by side, until a join gathers them. */
  protected final Next branch(StepMethod first, StepMethod second, StepMethod... others) {
    return take(new Taken.All(2 + others.length));
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(Iterable<?> items, StepMethod body) {
    return take(Taken.Each.of(present(items).iterator(), current().stepName()));
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(BaseStream<?, ?> items, StepMethod body) {
    return take(Taken.Each.of(present(items).iterator(), current().stepName()));
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(Object[] items, StepMethod body) {
    return foreach(Arrays.asList(present(items)), body);
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(int[] items, StepMethod body) {
    return foreach(Arrays.stream(present(items)), body);
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(long[] items, StepMethod body) {
    return foreach(Arrays.stream(present(items)), body);
  }

  /** The step runs once for each item, until a join gathers what they did. */
  protected final Next foreach(double[] items, StepMethod body) {
    return foreach(Arrays.stream(present(items)), body);
  }

  /** The first of these runs when the condition holds, else the second; the other does not. */
  protected final Next choose(boolean condition, StepMethod then, StepMethod otherwise) {
    return take(new Taken.Chosen(condition ? 0 : 1));
  }

  /** The end comes when the condition holds, else the second runs: this step again, perhaps. */
  protected final Next choose(boolean condition, EndMethod then, StepMethod otherwise) {
    return take(new Taken.Chosen(condition ? 0 : 1));
  }

  /** The first runs when the condition holds, else the end comes. */
  protected final Next choose(boolean condition, StepMethod then, EndMethod otherwise) {
    return take(new Taken.Chosen(condition ? 0 : 1));
  }

  /** Of these options the one with that key runs, the others do not. */
  protected final Next choose(Object key, Option first, Option second, Option... others) {
    var options = new ArrayList<>(List.of(first, second));
    options.addAll(List.of(others));
    return take(Taken.Chosen.of(key, options.stream().map(Option::key).toList(), stepName()));
  }

  /** What {@link #choose(Object, Option, Option, Option...)} runs for that key. */
  protected static Option option(Object key, StepMethod step) {
    return new Option(key);
  }

  /** What {@link #choose(Object, Option, Option, Option...)} does for that key: finish. */
  protected static Option option(Object key, EndMethod end) {
    return new Option(key);
  }

  /**
   * The step runs on so many nodes, all at the same time; the join that follows it gathers them.
   * {@code current().parallel()} tells a node which one it is.
   */
  protected final Next parallel(int nodes, StepMethod step) {
    return take(Taken.Gang.of(nodes, stepName()));
  }

  /**
   * Hands on, from a join, every artifact that its inputs agree on, by reference. What this step
   * has given another value than the initial one is left alone; where inputs differ, this step has
   * to settle it first.
   */
  protected final void mergeArtifacts(Inputs<?> inputs) {
    mergeArtifacts(inputs, Merge.ALL);
  }

  /** As above, for some artifacts only. */
  protected final void mergeArtifacts(Inputs<?> inputs, Merge which) {
    Objects.requireNonNull(inputs, "the inputs of the join");
    context().merge(which);
  }

  /** The item of the innermost foreach around it that this task is for; none outside a foreach. */
  protected final <T> T input(Class<T> type) {
    return context().input(type);
  }

  /** Which item of the innermost foreach around it this task is for, from 0. */
  protected final int index() {
    return context().index();
  }

  /** Where this step finds itself. */
  protected final Current current() {
    return context().current();
  }

  private String stepName() {
    return context().current().stepName();
  }

  private TaskContext context() {
    if (task == null) {
      throw new IllegalStateException(
          getClass().getName()
              + " runs no step here: run it with `weir run`; in a join, ask the join itself, "
              + "not one of its inputs");
    }
    return task;
  }

  private Next take(Taken taken) {
    context().take(taken);
    return Next.TAKEN;
  }

  private <T> T present(T items) {
    return Objects.requireNonNull(
        items, () -> "foreach over null in step " + current().stepName() + ": set the items first");
  }
}
