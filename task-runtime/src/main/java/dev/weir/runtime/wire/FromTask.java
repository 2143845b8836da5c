package dev.weir.runtime.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Failure;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task process says to its launcher, in the order in which it happened. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FromTask.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = FromTask.Started.class, name = "started"),
  @JsonSubTypes.Type(value = FromTask.Log.class, name = "log"),
  @JsonSubTypes.Type(value = FromTask.Exiting.class, name = "exiting"),
  @JsonSubTypes.Type(value = FromTask.TimedOut.class, name = "timedOut"),
  @JsonSubTypes.Type(value = FromTask.Finished.class, name = "finished")
})
public sealed interface FromTask {

  /** The process is up and waits for its first task. */
  record Ready() implements FromTask {}

  /** It has the task; from here on its end is the task's end. */
  record Started() implements FromTask {}

  record Log(LogLine line) implements FromTask {}

  /**
   * User code called {@code System.exit}; the process is about to end.
   *
   * @param where the stack of the thread that did
   */
  record Exiting(String where) implements FromTask {}

  /**
   * The step has taken longer than it may. Its thread has been interrupted and still runs; the
   * process shall be ended if no {@link Finished} follows soon.
   */
  record TimedOut(Failure failure) implements FromTask {}

  /**
   * The task is over and every line it printed has been sent.
   *
   * @param artifacts what the step wrote or took over, by name; empty unless it succeeded
   * @param unfit why no other task should run in this process, or nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Finished(TaskOutcome outcome, Map<String, ArtifactRef> artifacts, @Nullable String unfit)
      implements FromTask {
    public Finished {
      artifacts = Map.copyOf(artifacts);
    }
  }
}
