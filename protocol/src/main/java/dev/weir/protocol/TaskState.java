package dev.weir.protocol;

import java.util.Set;

/** Where a task stands. A state knows its own exits; nothing else compares states. */
public enum TaskState {
  /** It may run; nobody has claimed it. */
  READY,
  /** An attempt holds the lease. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Its run ended before it did. */
  CANCELLED;

  /** The states that may follow this one. */
  public Set<TaskState> successors() {
    return switch (this) {
      case READY -> Set.of(RUNNING, CANCELLED);
      case RUNNING -> Set.of(READY, SUCCEEDED, FAILED, CANCELLED);
      case SUCCEEDED, FAILED, CANCELLED -> Set.of();
    };
  }

  public boolean ended() {
    return successors().isEmpty();
  }
}
