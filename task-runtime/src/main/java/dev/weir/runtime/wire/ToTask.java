package dev.weir.runtime.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.weir.protocol.TaskAssignment;
import java.nio.file.Path;

/** What a launcher says to a task process. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = ToTask.RunTask.class, name = "run"))
public sealed interface ToTask {

  /**
   * Run this one. The next comes only after {@link FromTask.Finished}.
   *
   * @param token the process writes it to its file descriptors 1 and 2 when the step is over, so
   *     that the launcher knows it has read all that native code printed there
   * @param cache a directory for code that processes on this machine share
   */
  record RunTask(String token, TaskAssignment assignment, StoreLocation store, Path cache)
      implements ToTask {}
}
