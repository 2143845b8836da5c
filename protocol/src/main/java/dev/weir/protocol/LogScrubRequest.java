package dev.weir.protocol;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a task's log shall be replaced.
 *
 * @param attempt that attempt's; every attempt's when absent
 * @param streams those streams' lines; all lines when absent
 */
public record LogScrubRequest(@Nullable Integer attempt, @Nullable Set<LogLine.Stream> streams) {
  public LogScrubRequest {
    streams = streams == null ? null : Set.copyOf(streams);
  }

  public boolean includes(int number) {
    return attempt == null || attempt == number;
  }

  /** Those that are asked for, apart from those that have been scrubbed before. */
  public Set<LogLine.Stream> streamsBut(Set<LogLine.Stream> before) {
    var left = EnumSet.allOf(LogLine.Stream.class);
    if (streams != null) {
      left.retainAll(streams);
    }
    left.removeAll(before);
    return left;
  }
}
