package dev.weir.scheduler.run;

import dev.weir.protocol.TaskId;

/** One attempt at a task. */
public record Attempt(TaskId task, int number) {}
