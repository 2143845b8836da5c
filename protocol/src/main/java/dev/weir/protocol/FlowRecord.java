package dev.weir.protocol;

import java.time.Instant;

/**
 * A flow in the record.
 *
 * @param createdAt when its first run began
 */
public record FlowRecord(String flow, Instant createdAt) {}
