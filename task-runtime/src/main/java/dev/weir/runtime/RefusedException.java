package dev.weir.runtime;

/** What the author or the one who started the run has to change; the message says what and how. */
final class RefusedException extends RuntimeException {
  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
