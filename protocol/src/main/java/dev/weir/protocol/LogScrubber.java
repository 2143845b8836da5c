package dev.weir.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the lines of some streams out of one attempt's log, chunk by chunk and in order; where a
 * stream began, a line says so. A chunk keeps its place, so that readers find their way.
 */
public final class LogScrubber {
  private final Set<LogLine.Stream> streams;
  private final Set<LogLine.Stream> marked = EnumSet.noneOf(LogLine.Stream.class);
  private final String marker;
  private long lines;

  public LogScrubber(Set<LogLine.Stream> streams, String by, Instant at) {
    this.streams = streams;
    this.marker = "[REDACTED by " + by + " at " + at + "]";
  }

  /** What is left of the next chunk. */
  public List<LogLine> next(List<LogLine> chunk) {
    var left = new ArrayList<LogLine>();
    for (var line : chunk) {
      if (!streams.contains(line.stream())) {
        left.add(line);
        continue;
      }
      lines++;
      if (marked.add(line.stream())) {
        left.add(new LogLine(line.time(), line.stream(), marker));
      }
    }
    return left;
  }

  /** How many were taken out. */
  public long lines() {
    return lines;
  }
}
