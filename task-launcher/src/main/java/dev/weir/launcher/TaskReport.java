package dev.weir.launcher;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.TaskOutcome;
import java.util.Map;

/**
 * How a task's attempt ended.
 *
 * @param artifacts by name; empty unless it succeeded
 * @param pid of the process it ran in; 0 when none came up
 */
public record TaskReport(TaskOutcome outcome, Map<String, ArtifactRef> artifacts, long pid) {
  public TaskReport {
    artifacts = Map.copyOf(artifacts);
  }
}
