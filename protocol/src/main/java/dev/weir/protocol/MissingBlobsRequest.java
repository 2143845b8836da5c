package dev.weir.protocol;

import java.util.List;

/** The body of {@code POST …/blobs:missing}: which of these are not stored? */
public record MissingBlobsRequest(List<Digest> digests) {
  /** How many may be asked for at once. */
  public static final int LIMIT = 1000;

  public MissingBlobsRequest {
    digests = List.copyOf(digests);
  }
}
