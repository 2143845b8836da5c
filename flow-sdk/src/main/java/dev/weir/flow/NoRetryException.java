package dev.weir.flow;

/**
 * Thrown by a step that knows that trying again is of no use: its task fails at once, whatever its
 * {@link Retry} says. Where the step has a {@link Catch}, that catches it as in a last attempt.
 */
public class NoRetryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NoRetryException(String message) {
    super(message);
  }

  public NoRetryException(String message, Throwable cause) {
    super(message, cause);
  }
}
