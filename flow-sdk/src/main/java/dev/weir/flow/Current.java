package dev.weir.flow;

import java.nio.file.Path;
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
 * @param flow what is known beside the task itself
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
    Optional<Parallel> parallel,
    FlowInfo flow) {
  public Current {
    tags = List.copyOf(tags);
    foreachStack = List.copyOf(foreachStack);
  }

  /** The first round of a step outside any gang, in a flow of which nothing else is known. */
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
        Optional.empty(),
        FlowInfo.NONE);
  }

  /** How often this task has been tried before. */
  public int retryCount() {
    return attempt;
  }

  /** The run that this one resumed; empty when it resumed none. */
  public Optional<String> originRunId() {
    return flow.originRunId();
  }

  /**
   * The tag by which this run finds other runs: what {@code --namespace} said, or else the tag of
   * its user. Empty for all runs.
   */
  public String namespace() {
    return flow.namespace().orElse("user:" + username);
  }

  public List<String> parameterNames() {
    return flow.parameterNames();
  }

  /** Where this task may keep files while it runs. */
  public Path tempDir() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The steps of the flow, in topological order. */
  public List<FlowInfo.StepInfo> graph() {
    return flow.steps();
  }

  /** This step, as the graph has it. */
  public FlowInfo.StepInfo step() {
    return flow.steps().stream()
        .filter(step -> step.name().equals(stepName))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing is known of step " + stepName));
  }

  /** The {@link Project} of the flow; empty when it has none. */
  public Optional<String> projectName() {
    return flow.project().map(FlowInfo.ProjectInfo::name);
  }

  /** The branch of the project, such as {@code user.ann}; empty without a project. */
  public Optional<String> branchName() {
    return flow.project().map(FlowInfo.ProjectInfo::branch);
  }

  /** {@code PROJECT.BRANCH.FLOW}; the flow's name without a project. */
  public String projectFlowName() {
    return flow.project()
        .map(known -> known.name() + "." + known.branch() + "." + flowName)
        .orElse(flowName);
  }

  public boolean isProduction() {
    return flow.project().map(FlowInfo.ProjectInfo::production).orElse(false);
  }

  public boolean isUserBranch() {
    return branchName().map(branch -> branch.startsWith("user.")).orElse(false);
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
