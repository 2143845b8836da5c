package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A pack in a file, open for reading. Its table is mapped, not read, and its SHA-256 is not
 * checked: a wrong entry leads to bytes that are not the chunk's, which are found out then.
 */
public final class Pack implements AutoCloseable {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Path file;
  private final FileChannel channel;
  private final PackTable.Location location;
  private final MemorySegment table;

  private Pack(Path file, FileChannel channel, PackTable.Location location, MemorySegment table) {
    this.file = file;
    this.channel = channel;
    this.location = location;
    this.table = table;
  }

  /**
   * Opens a pack.
   *
   * @throws IOException when the file is no whole pack
   */
  public static Pack open(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      var size = channel.size();
      if (!Arrays.equals(read(channel, 0, PackTable.MAGIC.length), PackTable.MAGIC)) {
        throw new IOException("no pack: its first bytes are not a pack's");
      }
      var footer = read(channel, Math.max(0, size - PackTable.FOOTER), PackTable.FOOTER);
      var location = PackTable.footer(footer, size);
      var table =
          channel.map(
              FileChannel.MapMode.READ_ONLY, location.at(), location.size(), Arena.ofAuto());
      return new Pack(file, channel, location, table);
    } catch (IOException e) {
      channel.close();
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  public Path file() {
    return file;
  }

  /** Where it holds the chunk, by binary search. */
  public Optional<PackEntry> find(String sha256) {
    var prefix = Long.parseUnsignedLong(sha256, 0, 16, 16);
    var low = 0;
    var high = location.count() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var order = Long.compareUnsigned(table.get(LONG, (long) middle * PackTable.ENTRY), prefix);
      if (order == 0) {
        order = hash(middle).compareTo(sha256);
      }
      if (order == 0) {
        return Optional.of(entry(middle, sha256));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  private String hash(int index) {
    var from = (long) index * PackTable.ENTRY;
    return HexFormat.of()
        .formatHex(table.asSlice(from, PackTable.HASH).toArray(ValueLayout.JAVA_BYTE));
  }

  private PackEntry entry(int index, String sha256) {
    var from = (long) index * PackTable.ENTRY + PackTable.HASH;
    return new PackEntry(
        new Digest(sha256, Math.max(0, table.get(INT, from + 12))),
        table.get(LONG, from),
        table.get(INT, from + 8));
  }

  /** Every chunk it holds, from its checked table. */
  public List<PackEntry> entries() throws IOException {
    return PackTable.entries(table.toArray(ValueLayout.JAVA_BYTE), location);
  }

  /** Writes a chunk into the target, checked. */
  public void read(PackEntry entry, byte[] target, int offset) throws IOException {
    var from = file + " at " + entry.at();
    var size = entry.chunk().size();
    if (entry.stored() < 0 || entry.stored() > size || size > ChunkSizes.STANDARD.max()) {
      throw new CorruptBlobException(entry.chunk(), from, "the pack's table is damaged");
    }
    try {
      if (entry.stored() == size) {
        read(channel, entry.at(), ByteBuffer.wrap(target, offset, entry.stored()));
        Frame.check(entry.chunk(), target, offset, from);
        return;
      }
      var frame = read(channel, entry.at(), entry.stored());
      Frame.read(entry.chunk(), frame, 0, frame.length, target, offset, from);
    } catch (EOFException | IllegalArgumentException e) {
      throw new CorruptBlobException(entry.chunk(), from, "the pack's table is damaged");
    }
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    var bytes = new byte[length];
    read(channel, at, ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static void read(FileChannel channel, long at, ByteBuffer into) throws IOException {
    var next = at;
    while (into.hasRemaining()) {
      var read = channel.read(into, next);
      if (read < 0) {
        throw new EOFException("it ends early");
      }
      next += read;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
