package dev.weir.metadata.store;

import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import java.util.Optional;

/** Which runs to list, newest first. */
public record RunQuery(
    Optional<Project> project,
    Optional<String> flow,
    Optional<String> owner,
    Optional<RunState> state,
    Optional<String> tag,
    Optional<RunId> after,
    int limit) {}
