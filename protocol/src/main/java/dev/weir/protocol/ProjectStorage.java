package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a project has in artifact-store: the answer of {@code GET …/storage}.
 *
 * @param used bytes of its packs in S3; what the quota is about
 * @param quota what it may take; absent where there is no limit
 * @param content bytes of its chunks, each counted once, as their writers have them
 * @param savedByCompression of those, what was not stored
 * @param savedByDedupe bytes that writers had not to send, for they were there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectStorage(
    Project project,
    long used,
    @Nullable Long quota,
    long packs,
    long chunks,
    long content,
    long savedByCompression,
    long savedByDedupe) {}
