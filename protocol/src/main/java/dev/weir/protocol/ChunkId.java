package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one chunk of a blob by the SHA-256 of its bytes, in lower-case hex. */
public record ChunkId(@JsonValue String sha256) {
  @JsonCreator
  public ChunkId {
    Digest.requireSha256(sha256);
  }

  @Override
  public String toString() {
    return sha256;
  }
}
