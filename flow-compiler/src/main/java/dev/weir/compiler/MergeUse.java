package dev.weir.compiler;

import java.util.Optional;
import java.util.Set;

/**
 * A call of {@code mergeArtifacts}.
 *
 * @param selection which artifacts; empty when the code does not show it
 */
record MergeUse(int line, Optional<Selection> selection) {

  /**
   * @param only whether none but the named ones, else all but these
   */
  record Selection(boolean only, Set<String> names) {
    static final Selection ALL = new Selection(false, Set.of());

    boolean takes(String artifact) {
      return names.contains(artifact) == only;
    }
  }

  /** Whether it may hand on that artifact. */
  boolean mayTake(String artifact) {
    return selection.isEmpty() || selection.get().takes(artifact);
  }
}
