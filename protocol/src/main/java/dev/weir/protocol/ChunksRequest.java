package dev.weir.protocol;

import java.util.List;

/**
 * The body of {@code POST …/chunks:missing} (which of these are not stored?) and {@code POST
 * …/chunks:locate} (where are they?).
 */
public record ChunksRequest(List<ChunkId> chunks) {
  /** How many may be asked for at once. */
  public static final int LIMIT = 10_000;

  public ChunksRequest {
    chunks = List.copyOf(chunks);
  }
}
