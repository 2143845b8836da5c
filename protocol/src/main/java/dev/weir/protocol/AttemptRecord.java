package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task in the record. Storing it twice changes nothing; a later state replaces an
 * earlier one as {@link AttemptState#mayBecome} allows.
 *
 * @param artifacts by name, once it succeeded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptRecord(
    RunId runId,
    TaskId taskId,
    TaskKey key,
    int attempt,
    AttemptState state,
    String worker,
    @Nullable Long pid,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Digest outputs,
    Map<String, ArtifactRef> artifacts,
    @Nullable Failure failure) {}
