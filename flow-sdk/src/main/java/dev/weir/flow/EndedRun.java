package dev.weir.flow;

import java.util.List;

/**
 * A run that has ended, as an {@link OnExit} method sees it.
 *
 * @param failure what ended it, in one line; empty when it succeeded
 */
public record EndedRun(
    String flowName, String runId, boolean successful, String failure, List<String> tags) {
  public EndedRun {
    tags = List.copyOf(tags);
  }

  /** {@code GenreStatsFlow/w12}. */
  public String pathspec() {
    return flowName + "/" + runId;
  }
}
