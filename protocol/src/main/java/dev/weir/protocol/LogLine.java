package dev.weir.protocol;

import java.time.Instant;

/** One line that a step printed, or that the runtime has to say about it. */
public record LogLine(Instant time, Stream stream, String text) {

  /** Where a line came from. */
  public enum Stream {
    STDOUT,
    STDERR,
    /** Weir's own words about the task. */
    RUNTIME
  }
}
