package dev.weir.protocol;

/** Sent to the scheduler: this attempt ended so. May arrive twice, late, or never. */
public record TaskFinished(
    RunId runId, TaskId taskId, int attempt, String worker, TaskOutcome outcome) {}
