package dev.weir.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, for the one who reads it.
 *
 * @param message one line
 * @param stackTrace as the JVM prints it, where there is one
 */
public record Failure(FailureKind kind, String message, @Nullable String stackTrace) {}
