package dev.weir.store.pack;

import dev.weir.artifact.chunks.ChunkSequence;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/**
 * A part of a large blob, a mebibyte at a time and nothing ahead: many may be read at once in a
 * small heap, by readers who are slow. Each chunk is checked before a byte of it goes out.
 */
final class BlobGroups implements Enumeration<InputStream> {
  private final ChunkStore store;
  private final ChunkSequence chunks;
  private final long end;
  private final byte[] group = new byte[ChunkSizes.STANDARD.max()];
  private long at;

  private BlobGroups(ChunkStore store, Digest blob, long from, long end) throws IOException {
    this.store = store;
    this.chunks = new ChunkSequence(store, blob);
    this.at = from;
    this.end = end;
    chunks.skipTo(from);
  }

  /**
   * Has read the first chunks: what is not there, or damaged, shows before an answer begins.
   *
   * @param from the first byte of the blob to be read
   * @param end the byte after the last
   */
  static InputStream open(ChunkStore store, Digest blob, long from, long end) throws IOException {
    try {
      return new SequenceInputStream(new BlobGroups(store, blob, from, end));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean hasMoreElements() {
    return at < end;
  }

  @Override
  public InputStream nextElement() {
    if (!hasMoreElements()) {
      throw new NoSuchElementException();
    }
    try {
      var wanted = chunks.next(group.length);
      store.read(wanted.chunks(), group, 0);
      var skipped = Math.toIntExact(at - wanted.at());
      var length = (int) Math.min(wanted.size(), end - wanted.at()) - skipped;
      at += length;
      return new ByteArrayInputStream(group, skipped, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
