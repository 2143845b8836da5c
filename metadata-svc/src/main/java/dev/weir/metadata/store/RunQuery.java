package dev.weir.metadata.store;

import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import java.util.List;
import java.util.Optional;

/**
 * Which runs to list, newest first.
 *
 * @param tags a run has to have all of them, whoever gave it them
 */
public record RunQuery(
    Optional<Project> project,
    Optional<String> flow,
    Optional<String> owner,
    Optional<RunState> state,
    List<String> tags,
    Optional<RunId> after,
    int limit) {}
