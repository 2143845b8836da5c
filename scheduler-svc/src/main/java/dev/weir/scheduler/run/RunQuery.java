package dev.weir.scheduler.run;

import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import java.util.Optional;

/**
 * Which runs to list, newest first.
 *
 * @param before only those older than this one
 */
public record RunQuery(
    Optional<Project> project,
    Optional<String> flow,
    Optional<RunState> state,
    Optional<RunId> before,
    int limit) {}
