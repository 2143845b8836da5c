package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** A pack in memory, which is sent from where it was written. */
final class PackBuffer extends ByteArrayOutputStream {
  private final PackWriter writer;

  /**
   * @param size that it has from the beginning; it doubles
   */
  PackBuffer(int size) throws IOException {
    super(size);
    writer = new PackWriter(this);
  }

  /** How many bytes it would have with that frame when it is finished. */
  long sizeWith(byte[] frame) {
    return writer.size() + frame.length + PackTable.ENTRY;
  }

  void add(Digest chunk, byte[] frame) throws IOException {
    writer.add(chunk, frame);
  }

  /** Nothing may follow. */
  Digest finish() throws IOException {
    writer.finish();
    return new Digest(Frame.sha256(buf, 0, count), count);
  }

  BodyPublisher body() {
    return BodyPublishers.ofByteArray(buf, 0, count);
  }
}
