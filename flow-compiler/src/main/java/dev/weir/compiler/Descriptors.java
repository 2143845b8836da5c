package dev.weir.compiler;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** Gives methods the names that class files give them. */
final class Descriptors {
  private Descriptors() {}

  static String of(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }
}
