package dev.weir.protocol;

import java.time.Instant;

/** The right to run one attempt until a moment; renewed while it runs. */
public record Lease(TaskId taskId, int attempt, Instant until) {}
