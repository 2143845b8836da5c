package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;

/** Bytes came that are not the ones their digest names. */
public final class CorruptBlobException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Digest digest;

  CorruptBlobException(Digest digest, String from, String fault) {
    super("blob " + digest + " from " + from + " is corrupt: " + fault);
    this.digest = digest;
  }

  /** The blob that was asked for. */
  public Digest digest() {
    return digest;
  }
}
