package dev.weir.launcher;

/** A task process could not be brought up. */
final class StartFailedException extends Exception {
  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
