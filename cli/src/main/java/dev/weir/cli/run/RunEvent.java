package dev.weir.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOrigin;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of {@code weir run --json}: docs/cli.md has them. New fields and events may come. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RunEvent.RunStarted.class, name = "run-started"),
  @JsonSubTypes.Type(value = RunEvent.TaskStarted.class, name = "task-started"),
  @JsonSubTypes.Type(value = RunEvent.TaskEnded.class, name = "task-ended"),
  @JsonSubTypes.Type(value = RunEvent.RunEnded.class, name = "run-ended")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface RunEvent {

  record RunStarted(
      Instant time,
      RunId run,
      String flow,
      String place,
      @Nullable RunId origin,
      Map<String, Object> parameters)
      implements RunEvent {}

  /**
   * An attempt began.
   *
   * @param index of the innermost fan-out around it, where there is one
   * @param attempt from 0; a greater one is a retry
   */
  record TaskStarted(
      Instant time, RunId run, String step, TaskId task, @Nullable Integer index, int attempt)
      implements RunEvent {}

  /**
   * An attempt ended.
   *
   * @param failure why it failed; also of a success that {@code @Catch} made of a failure
   * @param origin the task that a resumed run took over: then nothing of it ran
   */
  record TaskEnded(
      Instant time,
      RunId run,
      String step,
      TaskId task,
      @Nullable Integer index,
      int attempt,
      AttemptState state,
      double seconds,
      @Nullable Failure failure,
      @Nullable TaskOrigin origin)
      implements RunEvent {}

  /**
   * The run ended; nothing follows.
   *
   * @param failure what ended it, where it failed
   */
  record RunEnded(
      Instant time, RunId run, RunState state, double seconds, @Nullable TaskFailure failure)
      implements RunEvent {}
}
