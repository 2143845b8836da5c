package dev.weir.launcher;

import dev.weir.protocol.LogLine;

/**
 * Takes what a task prints, one line at a time, in order; never after its {@link TaskReport} is
 * there. While it blocks, the task blocks as soon as it prints.
 */
@FunctionalInterface
public interface LogSink {
  void line(LogLine line);

  /** Called once the task runs, before its first line. */
  default void started(long pid) {}
}
