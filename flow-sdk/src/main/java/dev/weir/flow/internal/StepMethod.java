package dev.weir.flow.internal;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A step of a flow, ready to be called. */
sealed interface StepMethod {

  /** Whether it names no successor. */
  boolean isEnd();

  /** What the author's code throws comes out as it was thrown. */
  Object call(FlowSpec flow, Object... arguments) throws Exception;

  /** Those written on it. */
  List<Annotation> annotations();

  static StepMethod of(FlowSpec flow, String name, Class<?>... parameters) {
    for (Class<?> type = flow.getClass(); type != FlowSpec.class; type = type.getSuperclass()) {
      var found = in(type, name, parameters);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException(flow.getClass().getName() + " has no step " + name);
  }

  private static StepMethod in(Class<?> type, String name, Class<?>... parameters) {
    try {
      for (var method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Step.class)
            && method.getName().equals(name)
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          method.setAccessible(true);
          return new Reflected(method);
        }
      }
      return null;
    } catch (NoClassDefFoundError otherStepsLibrary) {
      // Some method beside it names a class that only another step's libraries have.
      return linked(type, name, parameters);
    }
  }

  private static StepMethod linked(Class<?> type, String name, Class<?>... parameters) {
    for (Class<?> returns : new Class<?>[] {Next.class, void.class}) {
      try {
        var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        var method = lookup.findVirtual(type, name, MethodType.methodType(returns, parameters));
        return new Linked(method, returns == void.class);
      } catch (NoSuchMethodException e) {
        continue;
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return null;
  }

  /** Found among all methods of its class. */
  record Reflected(Method method) implements StepMethod {
    @Override
    public boolean isEnd() {
      return method.getReturnType() == void.class;
    }

    @Override
    public List<Annotation> annotations() {
      return List.of(method.getDeclaredAnnotations());
    }

    @Override
    public Object call(FlowSpec flow, Object... arguments) throws Exception {
      try {
        return method.invoke(flow, arguments);
      } catch (InvocationTargetException e) {
        throw Steps.thrownByUser(e);
      }
    }
  }

  /** Found by itself, where the JVM tells nothing of what is written on it. */
  record Linked(MethodHandle method, boolean isEnd) implements StepMethod {
    @Override
    public List<Annotation> annotations() {
      return List.of();
    }

    @Override
    public Object call(FlowSpec flow, Object... arguments) throws Exception {
      try {
        return method.bindTo(flow).invokeWithArguments(arguments);
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new InvocationTargetException(e);
      }
    }
  }
}
