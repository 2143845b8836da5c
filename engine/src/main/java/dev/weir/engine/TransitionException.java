package dev.weir.engine;

/** A task came back with a transition that its flow's graph does not have. */
public final class TransitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransitionException(String message) {
    super(message);
  }
}
