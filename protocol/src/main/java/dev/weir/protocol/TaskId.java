package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one task of a run; its attempts share it. */
public record TaskId(@JsonValue String value) {
  @JsonCreator
  public TaskId {
    Names.requireId("task id", value);
  }

  /** For path parameters of Jakarta REST, which look for this name. */
  public static TaskId fromString(String value) {
    return new TaskId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
