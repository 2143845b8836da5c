package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one run: {@code w12} where a scheduler made it, microseconds since 1970 where a laptop did.
 */
public record RunId(@JsonValue String value) {
  @JsonCreator
  public RunId {
    Names.requireId("run id", value);
  }

  /** For path parameters of Jakarta REST, which look for this name. */
  public static RunId fromString(String value) {
    return new RunId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
