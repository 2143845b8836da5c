package dev.weir.protocol;

import java.util.List;

/** The answer of {@code POST …/blobs:missing}, in the order asked. */
public record MissingBlobs(List<Digest> missing) {
  public MissingBlobs {
    missing = List.copyOf(missing);
  }
}
