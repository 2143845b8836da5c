package dev.weir.flow;

import java.util.List;

/**
 * Where a step finds itself.
 *
 * @param attempt counts the tries at this task
 * @param username who asked for the run
 * @param foreachStack the foreachs around this task, outermost first
 */
public record Current(
    String flowName,
    String runId,
    String stepName,
    String taskId,
    int attempt,
    String username,
    String project,
    List<String> tags,
    List<ForeachFrame> foreachStack) {
  public Current {
    tags = List.copyOf(tags);
    foreachStack = List.copyOf(foreachStack);
  }

  /** Names this task among all: {@code GenreStatsFlow/w12/start/t3}. */
  public String pathspec() {
    return String.join("/", flowName, runId, stepName, taskId);
  }

  /**
   * One foreach that a task is inside of.
   *
   * @param step the step that opened it
   * @param index which of its items, from 0
   * @param size how many items it has
   */
  public record ForeachFrame(String step, int index, int size) {}
}
