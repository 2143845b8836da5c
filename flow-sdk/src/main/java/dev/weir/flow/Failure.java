package dev.weir.flow;

/**
 * What {@link Catch} caught.
 *
 * @param type the exception's class; empty when the step's process ended without one
 * @param message what went wrong, in one line
 * @param stackTrace as the JVM prints it; empty where there is none
 */
public record Failure(String type, String message, String stackTrace) {
  @Override
  public String toString() {
    return message;
  }
}
