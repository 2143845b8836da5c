package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The space that runs and blobs belong to; nothing crosses from one to another. */
public record Project(@JsonValue String value) {
  @JsonCreator
  public Project {
    Names.requireId("project", value);
  }

  /** For path parameters of Jakarta REST, which look for this name. */
  public static Project fromString(String value) {
    return new Project(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
