package dev.weir.history;

import dev.weir.protocol.LogChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What some tasks of a run log, from the beginning on, while it goes on. */
@FunctionalInterface
public interface LogTail {

  /** What has come since the last call, a chunk at a time; of each task in order. */
  void next(Consumer<LogChunk> reader);

  /** The same, all at once. */
  default List<LogChunk> next() {
    var chunks = new ArrayList<LogChunk>();
    next(chunks::add);
    return chunks;
  }
}
