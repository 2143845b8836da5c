package dev.weir.runtime;

import dev.weir.protocol.TaskAssignment;
import java.util.Map;

/**
 * The variables {@code WEIR_*} of one task. A process runs many tasks and Java fixes the
 * environment when it starts, so they are put into the JDK's own copy, where {@code System.getenv}
 * and the processes that a step starts find them. The launcher opens {@code java.lang} for this.
 */
record WeirEnvironment(Map<String, String> variables) {

  static WeirEnvironment of(TaskAssignment task, String flow) {
    return new WeirEnvironment(
        Map.of(
            "WEIR_FLOW", flow,
            "WEIR_PROJECT", task.project().value(),
            "WEIR_RUN_ID", task.runId().value(),
            "WEIR_STEP", task.key().step(),
            "WEIR_TASK_ID", task.taskId().value(),
            "WEIR_ATTEMPT", Integer.toString(task.attempt()),
            "WEIR_USER", task.owner()));
  }

  void set() {
    try {
      var environment = Class.forName("java.lang.ProcessEnvironment");
      var field = environment.getDeclaredField("theEnvironment");
      field.setAccessible(true);
      @SuppressWarnings("unchecked") // Its keys and values are the two private classes below.
      var live = (Map<Object, Object>) field.get(null);
      for (var variable : variables.entrySet()) {
        live.put(
            wrapped(environment, "Variable", variable.getKey()),
            wrapped(environment, "Value", variable.getValue()));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new PlatformException("cannot set WEIR_* in this JVM's environment", e);
    }
  }

  private static Object wrapped(Class<?> environment, String type, String text)
      throws ReflectiveOperationException {
    var wrapper = Class.forName(environment.getName() + "$" + type);
    var valueOf = wrapper.getDeclaredMethod("valueOf", String.class);
    valueOf.setAccessible(true);
    return valueOf.invoke(null, text);
  }
}
