package dev.weir.flow.internal;

import java.lang.invoke.MethodType;

/** Lets {@code input(int.class)} work. */
final class Boxes {
  private Boxes() {}

  @SuppressWarnings("unchecked")
  static <T> Class<T> of(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }
}
