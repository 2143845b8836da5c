package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the manifest of a blob out of its chunks, in order. A node ends after an entry whose
 * SHA-256 begins with twelve zero bits, so that a change of the blob changes few nodes.
 */
public final class ManifestBuilder {
  private final List<List<Digest>> levels = new ArrayList<>();
  private final Nodes nodes;

  /** Takes the nodes that are whole, all but the topmost. */
  @FunctionalInterface
  public interface Nodes {
    void take(Digest chunk, byte[] node) throws IOException;
  }

  public ManifestBuilder(Nodes nodes) {
    this.nodes = nodes;
    levels.add(new ArrayList<>());
  }

  public void add(Digest chunk) throws IOException {
    add(0, chunk);
  }

  private void add(int level, Digest entry) throws IOException {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    var open = levels.get(level);
    if (!open.isEmpty() && isEnd(open.getLast(), open.size())) {
      close(level);
    }
    open.add(entry);
  }

  private void close(int level) throws IOException {
    var open = levels.get(level);
    var node = new Manifest(level, open);
    var bytes = node.bytes();
    var chunk = Digest.of(bytes);
    nodes.take(chunk, bytes);
    open.clear();
    add(level + 1, new Digest(chunk.sha256(), node.size()));
  }

  private static boolean isEnd(Digest entry, int entries) {
    return entries == Manifest.MOST_ENTRIES || entry.sha256().startsWith("000");
  }

  /** The topmost node, which names the blob. */
  public Manifest finish() throws IOException {
    for (var level = 0; level < levels.size() - 1; level++) {
      close(level);
    }
    return new Manifest(levels.size() - 1, levels.getLast());
  }
}
