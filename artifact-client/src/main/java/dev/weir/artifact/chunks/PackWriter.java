package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes frames one after the other, and their table behind them. For one thread. */
public final class PackWriter {
  private final OutputStream out;
  private final List<PackEntry> entries = new ArrayList<>();
  private long at;

  public PackWriter(OutputStream out) throws IOException {
    this.out = out;
    write(PackTable.MAGIC);
  }

  /** A chunk must not be added twice. */
  public void add(Digest chunk, byte[] frame) throws IOException {
    entries.add(new PackEntry(chunk, at, frame.length));
    write(frame);
  }

  /** What is in it so far. */
  public List<PackEntry> entries() {
    return List.copyOf(entries);
  }

  /** How many bytes it would have if it were finished now. */
  public long size() {
    return at + (long) entries.size() * PackTable.ENTRY + PackTable.FOOTER;
  }

  /** Writes the table; nothing may follow. Does not close the stream. */
  public void finish() throws IOException {
    write(PackTable.bytes(entries, at));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    at += bytes.length;
  }
}
