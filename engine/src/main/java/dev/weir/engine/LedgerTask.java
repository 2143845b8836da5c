package dev.weir.engine;

import dev.weir.protocol.Failure;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;
import java.util.Optional;

/**
 * A task as the ledger holds it.
 *
 * @param attempt the attempt that runs, or that may run next, from 0
 * @param losses how many attempts were lost so far
 * @param failures how many attempts failed so far
 * @param fallback the failure that its next attempt shall only record as caught
 */
public record LedgerTask(
    TaskId id,
    TaskKey key,
    TaskState state,
    int attempt,
    int losses,
    int failures,
    Optional<Failure> fallback) {}
