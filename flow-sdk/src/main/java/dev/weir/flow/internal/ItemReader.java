package dev.weir.flow.internal;

import java.lang.reflect.Type;

/** Reads the foreach item that a task is for. */
@FunctionalInterface
public interface ItemReader {
  Object read(Type type);

  /** For a task outside any foreach. */
  static ItemReader none() {
    return type -> {
      throw new IllegalStateException(
          "this step has no input: it is not between a foreach and its join");
    };
  }
}
