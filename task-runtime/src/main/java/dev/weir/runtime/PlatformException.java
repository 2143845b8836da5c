package dev.weir.runtime;

/**
 * Something of ours or of the platform went wrong, and nothing of the author's: storage, mostly.
 */
final class PlatformException extends RuntimeException {
  PlatformException(String message, Throwable cause) {
    super(message + ": " + StackTraces.headline(cause), cause);
  }
}
