package dev.weir.launcher;

/** A secret that a step asks for could not be had. The message has no secret in it. */
final class SecretException extends Exception {
  private static final long serialVersionUID = 1;

  SecretException(String message) {
    super(message);
  }

  SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
