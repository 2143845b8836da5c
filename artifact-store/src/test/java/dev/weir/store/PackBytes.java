package dev.weir.store;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Packs as writers make them, and others that only somebody with bad intentions makes. */
public final class PackBytes {
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String sha256, long at, int stored, int size) {}

  private PackBytes() {
    frames.writeBytes("WEIRPAK1".getBytes(StandardCharsets.US_ASCII));
  }

  /** A pack of these chunks. */
  public static byte[] of(byte[]... chunks) {
    var out = new ByteArrayOutputStream();
    try {
      var writer = new PackWriter(out);
      for (var chunk : chunks) {
        writer.add(Digest.of(chunk), Frame.of(chunk, 0, chunk.length));
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** To be filled by hand. */
  public static PackBytes forged() {
    return new PackBytes();
  }

  /** Bytes, and an entry that tells about them what the caller likes. */
  public PackBytes with(byte[] frame, String sha256, int size) {
    entries.add(new Entry(sha256, frames.size(), frame.length, size));
    frames.writeBytes(frame);
    return this;
  }

  /** Bytes that no entry tells of. */
  public PackBytes withHidden(byte[] bytes) {
    frames.writeBytes(bytes);
    return this;
  }

  /** An entry without bytes of its own. */
  public PackBytes withEntry(String sha256, long at, int stored, int size) {
    entries.add(new Entry(sha256, at, stored, size));
    return this;
  }

  /** With a table in the order in which entries came. */
  public byte[] bytes() {
    var table = ByteBuffer.allocate(entries.size() * 48);
    for (var entry : entries) {
      table.put(HexFormat.of().parseHex(entry.sha256()));
      table.putLong(entry.at()).putInt(entry.stored()).putInt(entry.size());
    }
    var footer = ByteBuffer.allocate(56);
    footer.putLong(frames.size()).putInt(entries.size()).putInt(0);
    footer.put(Digest.newSha256().digest(table.array()));
    footer.put("WEIRPAK1".getBytes(StandardCharsets.US_ASCII));
    var pack = new ByteArrayOutputStream();
    pack.writeBytes(frames.toByteArray());
    pack.writeBytes(table.array());
    pack.writeBytes(footer.array());
    return pack.toByteArray();
  }

  /** Bytes that nobody else has. */
  public static byte[] random(int size) {
    var bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
