package dev.weir.protocol;

import java.time.Instant;

/** A step of a run in the record. */
public record StepRecord(
    RunId runId, String step, Instant createdAt, long tasks, long succeeded, long failed) {}
