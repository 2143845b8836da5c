package dev.weir.flow.internal;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls the steps of a flow. What the author's code throws comes out as it was thrown. */
public final class Steps {
  private Steps() {}

  /** Runs a step that is no join. */
  public static Taken run(TaskContext task, FlowSpec flow) throws Exception {
    return call(task, flow, method(flow, task.current().stepName()));
  }

  /** Runs a join. */
  public static Taken runJoin(TaskContext task, FlowSpec flow, Inputs<?> inputs) throws Exception {
    return call(task, flow, method(flow, task.current().stepName(), Inputs.class), inputs);
  }

  private static Taken call(TaskContext task, FlowSpec flow, Method step, Object... arguments)
      throws Exception {
    Object returned;
    try {
      returned = step.invoke(flow, arguments);
    } catch (InvocationTargetException e) {
      throw thrownByUser(e);
    }
    if (step.getReturnType() == void.class) {
      return new Taken.End();
    }
    if (returned == null) {
      throw new IllegalStateException(
          "step " + step.getName() + " returned null: return what next(…) gives");
    }
    return task.taken()
        .orElseThrow(
            () -> new IllegalStateException("step " + step.getName() + " named no successor"));
  }

  private static Method method(FlowSpec flow, String name, Class<?>... parameters) {
    for (Class<?> type = flow.getClass(); type != FlowSpec.class; type = type.getSuperclass()) {
      for (var method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Step.class)
            && method.getName().equals(name)
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          method.setAccessible(true);
          return method;
        }
      }
    }
    throw new IllegalArgumentException(flow.getClass().getName() + " has no step " + name);
  }

  static Exception thrownByUser(InvocationTargetException e) {
    return switch (e.getCause()) {
      case Error error -> throw error;
      case Exception exception -> exception;
      default -> e;
    };
  }
}
