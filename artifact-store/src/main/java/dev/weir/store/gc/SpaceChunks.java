package dev.weir.store.gc;

import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.artifact.chunks.ChunkWriter;
import dev.weir.artifact.chunks.Frame;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.LocatedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.s3.ByteRange;
import dev.weir.store.s3.S3Objects;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A space's chunks, to be read by the service itself. Nobody counts on what it has looked at. */
final class SpaceChunks implements ChunkStore {
  private static final int WIDTH = 4;

  private final Space space;
  private final ChunkIndex index;
  private final S3Objects objects;

  SpaceChunks(Space space, ChunkIndex index, S3Objects objects) {
    this.space = space;
    this.index = index;
    this.objects = objects;
  }

  @Override
  public Set<Digest> missing(Collection<Digest> chunks) {
    var found = locate(chunks.stream().map(Digest::sha256).toList());
    var missing = new LinkedHashSet<>(chunks);
    missing.removeIf(chunk -> found.containsKey(chunk.sha256()));
    return missing;
  }

  @Override
  public boolean hasNode(String sha256) {
    return locate(List.of(sha256)).containsKey(sha256);
  }

  private Map<String, LocatedChunk> locate(List<String> chunks) {
    var found = new HashMap<String, LocatedChunk>();
    index
        .locate(space, chunks.stream().map(ChunkId::new).toList())
        .forEach((chunk, place) -> found.put(chunk.sha256(), place));
    return found;
  }

  @Override
  public ChunkWriter writer() {
    throw new UnsupportedOperationException("a collection stores nothing");
  }

  @Override
  public void read(List<Digest> chunks, byte[] target, int offset) throws IOException {
    var found = locate(chunks.stream().map(Digest::sha256).toList());
    var at = offset;
    for (var chunk : chunks) {
      read(chunk, require(found, chunk.sha256()), target, at);
      at += (int) chunk.size();
    }
  }

  private LocatedChunk require(Map<String, LocatedChunk> found, String sha256) {
    var place = found.get(sha256);
    if (place == null) {
      throw notFound(sha256);
    }
    return place;
  }

  private ServiceException notFound(String sha256) {
    return new ServiceException(
        ProblemType.BLOB_NOT_FOUND, "project " + space.project() + " has no chunk " + sha256);
  }

  private void read(Digest chunk, LocatedChunk located, byte[] target, int offset)
      throws IOException {
    var place = located.place();
    var frame = new byte[place.stored()];
    if (frame.length > 0) {
      var range = new ByteRange(place.at(), place.stored());
      try (var bytes =
          objects
              .open(located.pack().objectKey(), range)
              .orElseThrow(() -> notFound(chunk.sha256()))) {
        bytes.readNBytes(frame, 0, frame.length);
      }
    }
    Frame.read(chunk, frame, 0, frame.length, target, offset, "pack " + located.pack().digest());
  }

  @Override
  public byte[] node(String sha256) throws IOException {
    var located = require(locate(List.of(sha256)), sha256);
    var bytes = new byte[Math.min(located.place().size(), ChunkSizes.STANDARD.max())];
    read(new Digest(sha256, bytes.length), located, bytes, 0);
    return bytes;
  }

  @Override
  public int width() {
    return WIDTH;
  }
}
