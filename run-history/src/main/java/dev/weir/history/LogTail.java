package dev.weir.history;

import dev.weir.protocol.LogChunk;
import java.util.List;

/** What some tasks of a run log, from the beginning on, while it goes on. */
@FunctionalInterface
public interface LogTail {

  /** What has come since the last call; of each task in order. */
  List<LogChunk> next();
}
