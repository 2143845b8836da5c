package dev.weir.protocol;

import java.util.List;

/**
 * What was logged after some moment, in the order in which it was stored.
 *
 * @param cursor ask for what comes {@code after} it to go on; nothing stored later is ever before
 *     it
 */
public record LogFeed(List<LogChunk> chunks, long cursor) {
  public LogFeed {
    chunks = List.copyOf(chunks);
  }
}
