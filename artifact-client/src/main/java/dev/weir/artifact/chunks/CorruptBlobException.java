package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;

/** Bytes came that are not the ones their digest names. */
public final class CorruptBlobException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Digest digest;

  /**
   * @param from where the bytes came from, for the one who reads the error
   */
  public CorruptBlobException(Digest digest, String from, String fault) {
    super("blob " + digest + " from " + from + " is corrupt: " + fault);
    this.digest = digest;
  }

  /** The blob, or the chunk of one, that was asked for. */
  public Digest digest() {
    return digest;
  }
}
