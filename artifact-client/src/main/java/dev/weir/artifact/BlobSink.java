package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes blobs. */
public interface BlobSink {
  /**
   * Stores the bytes unless they are there already; refuses bytes that do not match, and then
   * stores no such blob. Does not close the stream.
   */
  void put(Digest digest, InputStream bytes) throws IOException;

  /** Stores all that the stream gives, under its own digest. Does not close the stream. */
  Digest put(InputStream bytes) throws IOException;

  /** Stores bytes that are in memory, under their own digest. */
  default Digest put(byte[] bytes) throws IOException {
    return put(new ByteArrayInputStream(bytes));
  }
}
