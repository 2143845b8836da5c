package dev.weir.gc;

import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.artifact.chunks.Manifest;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.function.Consumer;

/** Follows a large blob from its manifest down; what a store keeps as one chunk is that chunk. */
public final class BlobManifests implements BlobChunks {
  private final ChunkStore chunks;

  public BlobManifests(ChunkStore chunks) {
    this.chunks = chunks;
  }

  @Override
  public void of(Digest blob, Consumer<Digest> chunk) throws IOException {
    if (blob.size() <= ChunkSizes.STANDARD.max()) {
      chunk.accept(blob);
      return;
    }
    try (var whole = chunks.whole(blob).orElse(null)) {
      if (whole != null) {
        chunk.accept(blob);
        return;
      }
    }
    node(blob, chunk);
  }

  private void node(Digest node, Consumer<Digest> chunk) throws IOException {
    var bytes = chunks.node(node.sha256());
    chunk.accept(new Digest(node.sha256(), bytes.length));
    var manifest = Manifest.parse(bytes, node.size());
    for (var entry : manifest.entries()) {
      if (manifest.level() == 0) {
        chunk.accept(entry);
      } else {
        node(entry, chunk);
      }
    }
  }
}
