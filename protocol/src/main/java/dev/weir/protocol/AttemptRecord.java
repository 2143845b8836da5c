package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task in the record. Storing it twice changes nothing; a later state replaces an
 * earlier one as {@link AttemptState#mayBecome} allows.
 *
 * @param artifacts by name, once it succeeded
 * @param transition what it said comes next, once it succeeded: a resumed run takes the same way
 * @param failure why it failed; also of a success that {@code @Catch} made of a failure
 * @param origin the task it was taken over from, when a resumed run did not run it again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptRecord(
    RunId runId,
    TaskId taskId,
    TaskKey key,
    int attempt,
    AttemptState state,
    String worker,
    @Nullable Long pid,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Digest outputs,
    Map<String, ArtifactRef> artifacts,
    @Nullable Transition transition,
    @Nullable Failure failure,
    @Nullable TaskOrigin origin) {

  /** An attempt that ran, and that has handed on nothing yet. */
  public AttemptRecord(
      RunId runId,
      TaskId taskId,
      TaskKey key,
      int attempt,
      AttemptState state,
      String worker,
      @Nullable Long pid,
      Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Digest outputs,
      Map<String, ArtifactRef> artifacts,
      @Nullable Failure failure) {
    this(
        runId,
        taskId,
        key,
        attempt,
        state,
        worker,
        pid,
        startedAt,
        finishedAt,
        outputs,
        artifacts,
        null,
        failure,
        null);
  }
}
