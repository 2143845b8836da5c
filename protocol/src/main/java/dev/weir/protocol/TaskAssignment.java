package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a worker needs to run one attempt.
 *
 * @param inputs the tasks it follows: none for the start, one for a step, all branches in order for
 *     a join
 * @param item the foreach item it is for, when its innermost frame is a foreach that it opens
 * @param settings of its step
 * @param retriesLeft how many further attempts its failure would get
 * @param fallback the failure that this attempt shall only record as caught, without running the
 *     step: the attempts before could not do it themselves
 * @param gang the nodes it runs with, when it is one of a gang
 * @param origin the run that its run resumed
 * @param namespace of its run, where that is not its owner's
 * @param parameters as the run's request gave them; only the start step reads them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskAssignment(
    RunId runId,
    TaskId taskId,
    int attempt,
    Project project,
    String owner,
    Digest codePackage,
    TaskKey key,
    List<Input> inputs,
    @Nullable Item item,
    @Nullable StepSettings settings,
    int retriesLeft,
    @Nullable Failure fallback,
    @Nullable Gang gang,
    @Nullable RunId origin,
    @Nullable String namespace,
    Map<String, Object> parameters,
    List<String> tags,
    @Nullable Instant leaseUntil) {
  public TaskAssignment {
    inputs = List.copyOf(inputs);
    settings = settings == null ? StepSettings.NONE : settings;
    tags = List.copyOf(tags);
  }

  /** A first and only attempt at a step without settings. */
  public TaskAssignment(
      RunId runId,
      TaskId taskId,
      int attempt,
      Project project,
      String owner,
      Digest codePackage,
      TaskKey key,
      List<Input> inputs,
      @Nullable Item item,
      Map<String, Object> parameters,
      List<String> tags,
      @Nullable Instant leaseUntil) {
    this(
        runId,
        taskId,
        attempt,
        project,
        owner,
        codePackage,
        key,
        inputs,
        item,
        null,
        0,
        null,
        null,
        null,
        null,
        parameters,
        tags,
        leaseUntil);
  }

  /** A finished task and the {@link Snapshot} it left. */
  public record Input(String step, TaskId task, Digest outputs) {}

  /** One item of an {@link ItemList}. */
  public record Item(Digest items, int index) {}
}
