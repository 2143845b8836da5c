package dev.weir.protocol;

/** Sent to a pool's queue: this task may be claimed. A hint only; the claim decides. */
public record TaskReady(RunId runId, TaskId taskId, int attempt) {}
