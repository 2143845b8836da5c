package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A pack's table: what is where, and how a pack begins and ends. A pack is {@code WEIRPAK1}, the
 * frames, the table's entries in the order of their SHA-256, and a footer that says where the table
 * is, how long, and its SHA-256.
 */
public final class PackTable {
  public static final int FOOTER = 56;
  public static final int ENTRY = 48;

  static final byte[] MAGIC = "WEIRPAK1".getBytes(StandardCharsets.US_ASCII);
  static final int HASH = 32;

  /** Keeps a table below what one array holds. */
  private static final int MOST_ENTRIES = Integer.MAX_VALUE / ENTRY - 2;

  private PackTable() {}

  /** Where a footer says the table is. */
  public record Location(long at, int count, byte[] sha256) {
    /** How many bytes it takes. */
    public int size() {
      return count * ENTRY;
    }
  }

  /** The table and the footer of a pack whose frames end at {@code at}. */
  static byte[] bytes(List<PackEntry> entries, long at) {
    var table = ByteBuffer.allocate(entries.size() * ENTRY + FOOTER);
    entries.stream()
        .sorted(Comparator.comparing(entry -> entry.chunk().sha256()))
        .forEach(
            entry ->
                table
                    .put(HexFormat.of().parseHex(entry.chunk().sha256()))
                    .putLong(entry.at())
                    .putInt(entry.stored())
                    .putInt((int) entry.chunk().size()));
    var sha256 = Digest.newSha256();
    sha256.update(table.array(), 0, table.position());
    table.putLong(at).putInt(entries.size()).putInt(0).put(sha256.digest());
    return table.put(MAGIC).array();
  }

  /**
   * Reads a footer.
   *
   * @param size of the pack
   * @throws IOException when a pack of that size has no such footer
   */
  public static Location footer(byte[] footer, long size) throws IOException {
    var in = ByteBuffer.wrap(footer);
    if (footer.length != FOOTER
        || !Arrays.equals(footer, FOOTER - MAGIC.length, FOOTER, MAGIC, 0, MAGIC.length)) {
      throw new IOException("no pack: its last bytes are not a pack's");
    }
    var at = in.getLong();
    var count = in.getInt();
    if (at < MAGIC.length
        || count < 0
        || count > MOST_ENTRIES
        || in.getInt() != 0
        || size - FOOTER - (long) count * ENTRY != at) {
      throw new IOException("no pack: its table has no place in it");
    }
    var sha256 = new byte[HASH];
    in.get(sha256);
    return new Location(at, count, sha256);
  }

  /**
   * Reads a table.
   *
   * @throws IOException when it is not the one that the footer tells of, is not in order, names a
   *     chunk twice or places outside
   */
  public static List<PackEntry> entries(byte[] table, Location location) throws IOException {
    if (table.length != location.size()
        || !Arrays.equals(Digest.newSha256().digest(table), location.sha256())) {
      throw new IOException("no pack: its table is not the one its footer tells of");
    }
    var in = ByteBuffer.wrap(table);
    var entries = new ArrayList<PackEntry>(location.count());
    for (var i = 0; i < location.count(); i++) {
      if (i > 0 && !inOrder(table, i)) {
        throw new IOException("no pack: its table is not in order");
      }
      entries.add(entry(in, location.at()));
    }
    return entries;
  }

  /** What is searched by halves must be; and a chunk that is named twice costs twice to check. */
  private static boolean inOrder(byte[] table, int index) {
    var at = index * ENTRY;
    return Arrays.compareUnsigned(table, at - ENTRY, at - ENTRY + HASH, table, at, at + HASH) < 0;
  }

  private static PackEntry entry(ByteBuffer in, long end) throws IOException {
    var sha256 = new byte[HASH];
    in.get(sha256);
    var at = in.getLong();
    var stored = in.getInt();
    var size = in.getInt();
    if (size < 0
        || size > ChunkSizes.STANDARD.max()
        || stored < 0
        || stored > size
        || at < MAGIC.length
        || at > end - stored) {
      throw new IOException("no pack: its table names a place outside of it");
    }
    return new PackEntry(new Digest(HexFormat.of().formatHex(sha256), size), at, stored);
  }
}
