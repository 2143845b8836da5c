package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The chunks of a large blob in order, from its manifest, one node at a time in memory. */
public final class ChunkSequence {
  private final ChunkStore store;
  private final Digest blob;
  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private long at;

  /** A node, and which of its entries comes next. */
  private static final class Open {
    private final Manifest node;
    private int next;

    Open(Manifest node) {
      this.node = node;
    }
  }

  /** Chunks that follow each other, the first of which begins at {@code at} in the blob. */
  public record Group(long at, List<Digest> chunks) {
    public Group {
      chunks = List.copyOf(chunks);
    }

    public int size() {
      return Math.toIntExact(chunks.stream().mapToLong(Digest::size).sum());
    }
  }

  /** Reads the topmost node. */
  public ChunkSequence(ChunkStore store, Digest blob) throws IOException {
    this.store = store;
    this.blob = blob;
    open.push(new Open(node(blob)));
  }

  private Manifest node(Digest entry) throws IOException {
    try {
      return Manifest.parse(store.node(entry.sha256()), entry.size());
    } catch (CorruptBlobException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptBlobException(blob, store.toString(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Passes over what ends before that byte of the blob; a node in which none begins is not read.
   */
  public void skipTo(long byteOfBlob) throws IOException {
    while (!open.isEmpty()) {
      var top = open.element();
      if (top.next == top.node.entries().size()) {
        open.pop();
        continue;
      }
      var entry = top.node.entries().get(top.next);
      if (at + entry.size() <= byteOfBlob) {
        at += entry.size();
        top.next++;
      } else if (top.node.level() > 0) {
        descend(top, entry);
      } else {
        return;
      }
    }
  }

  private void descend(Open top, Digest entry) throws IOException {
    top.next++;
    var below = node(entry);
    if (below.level() != top.node.level() - 1) {
      throw new CorruptBlobException(blob, store.toString(), "its manifest's levels are mixed up");
    }
    open.push(new Open(below));
  }

  /**
   * The next chunks, of so many bytes at most together; none at the end.
   *
   * @param most at least what the largest chunk has
   */
  public Group next(int most) throws IOException {
    var from = at;
    var chunks = new ArrayList<Digest>();
    for (skipTo(at); !open.isEmpty(); skipTo(at)) {
      var top = open.element();
      var chunk = top.node.entries().get(top.next);
      if (chunk.size() > ChunkSizes.STANDARD.max()) {
        throw new CorruptBlobException(
            blob, store.toString(), "its manifest has too large a chunk");
      }
      if (at - from + chunk.size() > most) {
        break;
      }
      chunks.add(chunk);
      at += chunk.size();
      top.next++;
    }
    return new Group(from, chunks);
  }
}
