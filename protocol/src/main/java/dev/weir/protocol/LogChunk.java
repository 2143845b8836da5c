package dev.weir.protocol;

import java.util.List;

/**
 * Consecutive log lines of one attempt. {@code sequence} counts an attempt's chunks from 0; a chunk
 * stored twice is stored once.
 */
public record LogChunk(
    RunId runId, TaskId taskId, String step, int attempt, int sequence, List<LogLine> lines) {
  public LogChunk {
    lines = List.copyOf(lines);
  }
}
