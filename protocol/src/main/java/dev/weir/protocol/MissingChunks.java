package dev.weir.protocol;

import java.util.List;

/** The answer of {@code POST …/chunks:missing}, in the order asked. */
public record MissingChunks(List<ChunkId> missing) {
  public MissingChunks {
    missing = List.copyOf(missing);
  }
}
