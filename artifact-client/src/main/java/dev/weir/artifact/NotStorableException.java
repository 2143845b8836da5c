package dev.weir.artifact;

/** A value of the user's that no encoding can keep; the message says which and what to do. */
public final class NotStorableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotStorableException(String message, Throwable cause) {
    super(message, cause);
  }
}
