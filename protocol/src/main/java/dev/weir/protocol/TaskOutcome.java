package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

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
   * @param caught the failure that {@code @Catch} made a success of
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Succeeded(Digest outputs, Transition transition, @Nullable Failure caught)
      implements TaskOutcome {

    /** A success all the way. */
    public Succeeded(Digest outputs, Transition transition) {
      this(outputs, transition, null);
    }
  }

  record Failed(Failure failure) implements TaskOutcome {}

  /** Nobody knows: the worker went away. Never spends the user's retries. */
  record Lost(String reason) implements TaskOutcome {}
}
