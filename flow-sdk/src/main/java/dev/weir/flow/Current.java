package dev.weir.flow;

import java.util.List;
import java.util.Optional;

/**
 * Where a step finds itself.
 *
 * @param attempt counts the tries at this task
 * @param username who asked for the run
 * @param foreachStack the foreachs around this task, outermost first
 * @param round how often this step has chosen itself before, from 0
 * @param parallel the gang this task is a node of, when it is
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
    List<ForeachFrame> foreachStack,
    int round,
    Optional<Parallel> parallel) {
  public Current {
    tags = List.copyOf(tags);
    foreachStack = List.copyOf(foreachStack);
  }

  /** The first round of a step outside any gang. */
  public Current(
      String flowName,
      String runId,
      String stepName,
      String taskId,
      int attempt,
      String username,
      String project,
      List<String> tags,
      List<ForeachFrame> foreachStack) {
    this(
        flowName,
        runId,
        stepName,
        taskId,
        attempt,
        username,
        project,
        tags,
        foreachStack,
        0,
        Optional.empty());
  }

  /** Names this task among all: {@code GenreStatsFlow/w12/start/t3}. */
  public String pathspec() {
    return String.join("/", flowName, runId, stepName, taskId);
  }

  /**
   * One node of several that run at the same time.
   *
   * @param nodeIndex which of them, from 0, which is the main one
   * @param mainAddress where the others reach the main node, if that is known
   */
  public record Parallel(int nodeIndex, int numNodes, Optional<String> mainAddress) {
    public boolean isMain() {
      return nodeIndex == 0;
    }
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
