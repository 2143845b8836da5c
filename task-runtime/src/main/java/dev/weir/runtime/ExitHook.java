package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.flow.EndedRun;
import dev.weir.runtime.wire.ExitCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/** Calls one method of a flow after a run, in this process. */
record ExitHook(ExitCall call) {

  /** Whether the method returned; what it threw is printed. */
  boolean run() throws ReflectiveOperationException {
    var store = new Stores().at(call.store());
    try (var code = load(store)) {
      Thread.currentThread().setContextClassLoader(code.loader());
      var hook = method(code.flow());
      hook.setAccessible(true);
      if (hook.getParameterCount() == 0) {
        hook.invoke(null);
      } else {
        hook.invoke(
            null,
            new EndedRun(
                code.pack().graph().flow(),
                call.runId(),
                call.successful(),
                call.failure(),
                call.tags()));
      }
      return true;
    } catch (InvocationTargetException e) {
      System.err.print(new StackTraces().render(e.getCause()));
      return false;
    }
  }

  private FlowCode load(BlobStore store) {
    return FlowCode.load(
        call.codePackage(), pack -> pack.graph().end().name(), store, call.cache());
  }

  private Method method(Class<?> flow) {
    return Stream.<Class<?>>iterate(flow, type -> type != null, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(call.method()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the flow has no " + call.method()));
  }
}
