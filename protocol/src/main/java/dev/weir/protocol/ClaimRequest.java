package dev.weir.protocol;

/**
 * The body of {@code POST /v1/tasks/{id}:claim} and {@code :renew}.
 *
 * @param worker the name of the one who asks, unique among the living
 * @param attempt the attempt that was announced
 */
public record ClaimRequest(String worker, int attempt) {}
