package dev.weir.gc;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A store of chunks under a {@link CollectorContract}: what writers do, and what is there. */
public interface CollectedStore extends AutoCloseable {
  /** A hit makes the file of a chunk new when it is older than that. */
  Duration TOUCH_AFTER = Duration.ofHours(1);

  /** As a writer asks it, by that one's clock. */
  Set<String> missing(Collection<String> chunks, Instant now) throws IOException;

  /** All of them at once. */
  void put(List<byte[]> contents, Instant now) throws IOException;

  /** Whether a reader would get it. Changes nothing. */
  boolean isReadable(String chunk) throws IOException;

  /** After how many steps it is worth its time to look whether all is there. */
  default int checkedEvery() {
    return 1;
  }

  /** All that there is, condemned or not. */
  Set<String> stored() throws IOException;

  ChunkFiles files();

  @Override
  default void close() throws IOException {}
}
