package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as its scheduler sees it.
 *
 * @param steps how far each step is, in the graph's order
 * @param failure why it failed, when it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    RunId id,
    Project project,
    String owner,
    String flow,
    @JsonProperty("package") Digest codePackage,
    Map<String, Object> parameters,
    List<String> tags,
    RunState state,
    Instant createdAt,
    @Nullable Instant finishedAt,
    List<StepProgress> steps,
    @Nullable TaskFailure failure) {

  /** How many tasks of a step are in each state; {@code total} grows while splits open. */
  public record StepProgress(
      String step, long total, long ready, long running, long succeeded, long failed) {}

  /** The failure that ended a run, and where it was. */
  public record TaskFailure(String step, TaskId task, int attempt, Failure failure) {}
}
