package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task in the record, with its attempts from the first to the newest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRecord(
    RunId runId,
    TaskId id,
    TaskKey key,
    TaskState state,
    Instant createdAt,
    @Nullable Instant finishedAt,
    List<AttemptRecord> attempts) {}
