package dev.weir.flow.internal;

import dev.weir.flow.AroundStep;
import dev.weir.flow.Current;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.StepCall;
import dev.weir.flow.StepWrapper;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/** A step with one of its author's wrappers around it; what is inside may be wrapped again. */
final class WrappedStep extends StepCall {
  private final TaskContext task;
  private final FlowSpec flow;
  private final Annotation annotation;
  private final Inside inside;
  private boolean run;

  private WrappedStep(TaskContext task, FlowSpec flow, Annotation annotation, Inside inside) {
    this.task = task;
    this.flow = flow;
    this.annotation = annotation;
    this.inside = inside;
  }

  /** What a wrapper is around. */
  @FunctionalInterface
  interface Inside {
    void run() throws Exception;
  }

  /** The step with all its wrappers: the flow's outermost, base classes' first, each as written. */
  static Inside wrap(TaskContext task, FlowSpec flow, StepMethod step, Inside inside) {
    var wrapped = inside;
    for (var annotation : annotations(flow, step).reversed()) {
      var around = new WrappedStep(task, flow, annotation, wrapped);
      wrapped = around::around;
    }
    return wrapped;
  }

  private static List<Annotation> annotations(FlowSpec flow, StepMethod step) {
    var all = new ArrayList<Annotation>();
    for (Class<?> type = flow.getClass(); type != FlowSpec.class; type = type.getSuperclass()) {
      all.addAll(0, List.of(type.getDeclaredAnnotations()));
    }
    all.addAll(step.annotations());
    all.removeIf(each -> !each.annotationType().isAnnotationPresent(StepWrapper.class));
    return all;
  }

  private void around() throws Exception {
    var type = annotation.annotationType().getAnnotation(StepWrapper.class).value();
    if (wrapper(type).around(this) == null) {
      throw new IllegalStateException(
          type.getName()
              + " returned null around step "
              + current().stepName()
              + ": return what proceed() or skip() gives");
    }
  }

  private static AroundStep wrapper(Class<? extends AroundStep> type) throws Exception {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          type.getName() + " needs a constructor without parameters", e);
    } catch (InvocationTargetException e) {
      throw Steps.thrownByUser(e);
    }
  }

  @Override
  public Current current() {
    return task.current();
  }

  @Override
  public FlowSpec flow() {
    return flow;
  }

  @Override
  public <A extends Annotation> A annotation(Class<A> type) {
    return type.cast(annotation);
  }

  @Override
  protected void run() throws Exception {
    if (run) {
      throw new IllegalStateException(
          "step " + current().stepName() + " was to proceed twice: a wrapper calls it once");
    }
    run = true;
    inside.run();
  }

  @Override
  protected void leave() {
    var step = current().step();
    switch (step.kind()) {
      case "LINEAR" -> task.retake(new Taken.One());
      case "BRANCH" -> task.retake(new Taken.All(step.next().size()));
      case "END" -> {}
      default ->
          throw new IllegalStateException(
              "step "
                  + step.name()
                  + " decides what comes next: skip it with skipForeach(items) or skipTo(step)");
    }
  }

  @Override
  protected void leaveForeach(Iterable<?> items) {
    var step = current().step();
    if (!step.kind().equals("FOREACH")) {
      throw new IllegalStateException("step " + step.name() + " is no foreach: use skip()");
    }
    task.retake(Taken.Each.of(items.iterator(), step.name()));
  }

  @Override
  protected void leaveTo(String name) {
    var step = current().step();
    var way = step.next().indexOf(name);
    if (!step.kind().equals("CHOICE") || way < 0) {
      throw new IllegalStateException(
          "step " + step.name() + " does not choose " + name + "; after it comes " + step.next());
    }
    task.retake(new Taken.Chosen(way));
  }
}
