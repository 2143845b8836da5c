package dev.weir.flow;

import java.util.List;
import java.util.Optional;

/**
 * What a task knows of its flow and run.
 *
 * @param parameterNames the names of its parameters
 * @param steps in topological order
 * @param project its {@link Project} and branch, when it has one
 * @param originRunId the run that this one resumed, when it did
 * @param namespace of its run, where that is not its owner's
 */
public record FlowInfo(
    List<String> parameterNames,
    List<StepInfo> steps,
    Optional<ProjectInfo> project,
    Optional<String> originRunId,
    Optional<String> namespace) {
  /** Nothing is known. */
  public static final FlowInfo NONE =
      new FlowInfo(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public FlowInfo {
    parameterNames = List.copyOf(parameterNames);
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param kind {@code LINEAR}, {@code BRANCH}, {@code FOREACH}, {@code CHOICE}, {@code PARALLEL},
   *     {@code END}
   * @param next its successors, as written
   * @param join whether it gathers branches
   */
  public record StepInfo(String name, String kind, List<String> next, boolean join) {
    public StepInfo {
      next = List.copyOf(next);
    }
  }

  /** A project, and the branch of it that this run is on: {@code prod}, {@code user.ann}, … */
  public record ProjectInfo(String name, String branch, boolean production) {}
}
