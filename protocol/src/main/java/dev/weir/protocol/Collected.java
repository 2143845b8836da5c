package dev.weir.protocol;

import java.time.Instant;

/**
 * That a run's artifacts are no longer kept: they go, but for what other runs need.
 *
 * @param rule by which it was not kept, for people to read
 */
public record Collected(Instant at, String rule) {}
