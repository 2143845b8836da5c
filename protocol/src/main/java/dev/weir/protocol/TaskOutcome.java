package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How an attempt ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskOutcome.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = TaskOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = TaskOutcome.Lost.class, name = "lost")
})
public sealed interface TaskOutcome {

  /**
   * The step returned, and everything it wrote is stored.
   *
   * @param outputs the blob that holds its {@link Snapshot}
   */
  record Succeeded(Digest outputs, Transition transition) implements TaskOutcome {}

  record Failed(Failure failure) implements TaskOutcome {}

  /** Nobody knows: the worker went away. Never spends the user's retries. */
  record Lost(String reason) implements TaskOutcome {}
}
