package dev.weir.protocol;

/** Where one attempt at a task stands. */
public enum AttemptState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  /**
   * The scheduler took it away: its worker died or fell silent, or its run was cancelled. Whatever
   * it reports later does not count.
   */
  LOST;

  /** Whether a record in this state may be replaced by one in the next. */
  public boolean mayBecome(AttemptState next) {
    return switch (this) {
      case RUNNING -> true;
      case SUCCEEDED, FAILED -> next == LOST || next == this;
      case LOST -> next == LOST;
    };
  }
}
