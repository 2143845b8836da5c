package dev.weir.protocol;

import java.time.Instant;
import java.util.List;

/**
 * That lines of an attempt's log were replaced, for good.
 *
 * @param lines how many
 * @param by the principal that asked for it
 */
public record LogScrub(
    RunId runId,
    TaskId taskId,
    String step,
    int attempt,
    List<LogLine.Stream> streams,
    long lines,
    String by,
    Instant at) {
  public LogScrub {
    streams = List.copyOf(streams);
  }
}
