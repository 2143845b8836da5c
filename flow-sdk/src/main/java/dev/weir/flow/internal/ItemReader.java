package dev.weir.flow.internal;

import java.lang.reflect.Type;

/** Reads the foreach item that a task is for. */
@FunctionalInterface
public interface ItemReader {
  Object read(Type type);

  /** For a task that no foreach leads to. */
  static ItemReader none() {
    return type -> {
      throw new IllegalStateException(
          "this step has no input: only the step that a foreach leads to has; keep it in a field "
              + "for those that follow");
    };
  }
}
