package dev.weir.flow.internal;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import java.lang.reflect.InvocationTargetException;

/** Calls the steps of a flow. What the author's code throws comes out as it was thrown. */
public final class Steps {
  private Steps() {}

  /** Runs a step that is no join. */
  public static Taken run(TaskContext task, FlowSpec flow) throws Exception {
    return call(task, flow, StepMethod.of(flow, task.current().stepName()));
  }

  /** Runs a join. */
  public static Taken runJoin(TaskContext task, FlowSpec flow, Inputs<?> inputs) throws Exception {
    return call(task, flow, StepMethod.of(flow, task.current().stepName(), Inputs.class), inputs);
  }

  private static Taken call(TaskContext task, FlowSpec flow, StepMethod step, Object... arguments)
      throws Exception {
    var name = task.current().stepName();
    WrappedStep.wrap(task, flow, step, () -> invoke(name, flow, step, arguments)).run();
    if (step.isEnd()) {
      return new Taken.End();
    }
    return task.taken()
        .orElseThrow(() -> new IllegalStateException("step " + name + " named no successor"));
  }

  private static void invoke(String name, FlowSpec flow, StepMethod step, Object... arguments)
      throws Exception {
    if (step.call(flow, arguments) == null && !step.isEnd()) {
      throw new IllegalStateException("step " + name + " returned null: return what next(…) gives");
    }
  }

  static Exception thrownByUser(InvocationTargetException e) {
    return switch (e.getCause()) {
      case Error error -> throw error;
      case Exception exception -> exception;
      default -> e;
    };
  }
}
