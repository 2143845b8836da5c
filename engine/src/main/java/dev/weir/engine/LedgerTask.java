package dev.weir.engine;

import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;

/**
 * A task as the ledger holds it.
 *
 * @param attempt the attempt that runs, or that may run next, from 0
 * @param losses how many attempts were lost so far
 */
public record LedgerTask(TaskId id, TaskKey key, TaskState state, int attempt, int losses) {}
