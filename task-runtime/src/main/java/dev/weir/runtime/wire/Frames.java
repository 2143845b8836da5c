package dev.weir.runtime.wire;

import dev.weir.client.Json;
import dev.weir.client.RecordCodecs;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A frame is four bytes of length, the highest first, and as many bytes of JSON. */
public final class Frames {
  /** Larger than any honest frame: a task's artifacts travel as references. */
  private static final int MAX_BYTES = 256 << 20;

  private static final RecordCodecs CODECS = new WireTypesCodecs();

  private Frames() {}

  public static byte[] encode(Object frame) {
    var json = Json.bytes(frame, CODECS);
    return ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).array();
  }

  /** The next frame, or nothing when the other side has closed between two frames. */
  public static <T> Optional<T> read(InputStream in, Class<T> type) throws IOException {
    var first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    var rest = new DataInputStream(in);
    var length = first << 24 | rest.readUnsignedByte() << 16 | rest.readUnsignedShort();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a frame of " + length + " bytes");
    }
    var json = in.readNBytes(length);
    if (json.length < length) {
      throw new EOFException("the connection ended inside a frame");
    }
    return Optional.of(Json.read(json, type, CODECS));
  }
}
