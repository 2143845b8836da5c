package dev.weir.flow.internal;

import dev.weir.flow.Merge;

/** Hands on what the inputs of a join agree on. */
@FunctionalInterface
public interface Merger {
  void merge(Merge which);

  /** For a step that is no join. */
  static Merger none() {
    return which -> {
      throw new IllegalStateException("only a join can merge artifacts: this step has no inputs");
    };
  }
}
