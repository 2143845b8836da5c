package dev.weir.codegen;

/** A type that no codec can be written for. */
final class UnknownShapeException extends RuntimeException {
  UnknownShapeException(String message) {
    super(message);
  }
}
