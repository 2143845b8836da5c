package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One node of the list of a large blob's chunks. The node's bytes are themselves a chunk; the
 * SHA-256 of the topmost names the blob, so that a blob's digest proves all of its bytes.
 *
 * @param level 0 where the entries are chunks; else they are nodes of the level below
 * @param entries SHA-256 of the chunk or node, and how many of the blob's bytes are under it
 */
public record Manifest(int level, List<Digest> entries) {
  /** A node with more entries than that has no place in one chunk. */
  public static final int MOST_ENTRIES = 1 << 14;

  private static final byte[] MAGIC = "WEIRMAN1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = MAGIC.length + 8;
  private static final int ENTRY = 40;
  private static final int HASH = 32;

  public Manifest {
    if (level < 0 || level > 255 || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "no manifest of level " + level + " with " + entries.size() + " entries");
    }
    entries = List.copyOf(entries);
  }

  /** How many bytes of the blob are under it. */
  public long size() {
    return entries.stream().mapToLong(Digest::size).reduce(0, Math::addExact);
  }

  public byte[] bytes() {
    var bytes = ByteBuffer.allocate(HEADER + entries.size() * ENTRY);
    bytes.put(MAGIC).putInt(level << 24).putInt(entries.size());
    for (var entry : entries) {
      bytes.put(HexFormat.of().parseHex(entry.sha256())).putLong(entry.size());
    }
    return bytes.array();
  }

  /** The chunk that holds a node of so many entries, found by the node's entry above it. */
  static Digest chunk(String sha256, int entries) {
    return new Digest(sha256, HEADER + (long) entries * ENTRY);
  }

  /** Whether the bytes begin as a manifest does. */
  public static boolean isOne(byte[] bytes) {
    return bytes.length > HEADER && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads a node whose SHA-256 has been checked.
   *
   * @param size how many bytes of the blob are to be under it
   * @throws IOException when it is no manifest for so many bytes
   */
  public static Manifest parse(byte[] bytes, long size) throws IOException {
    if (!isOne(bytes)) {
      throw new IOException("no manifest");
    }
    var in = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
    var level = in.getInt();
    var count = in.getInt();
    if ((level & 0xffffff) != 0
        || count < 1
        || count > MOST_ENTRIES
        || in.remaining() != (long) count * ENTRY) {
      throw new IOException("a broken manifest");
    }
    var entries = new ArrayList<Digest>(count);
    var hash = new byte[HASH];
    var left = size;
    for (var i = 0; i < count; i++) {
      in.get(hash);
      var under = in.getLong();
      if (under < 1 || under > left) {
        throw new IOException("a manifest of other sizes");
      }
      left -= under;
      entries.add(new Digest(HexFormat.of().formatHex(hash), under));
    }
    if (left != 0) {
      throw new IOException("a manifest of other sizes");
    }
    return new Manifest(level >>> 24, entries);
  }
}
