package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Few bytes become a file for each chunk, which is quickest; many become a pack. */
final class LocalChunkWriter implements ChunkWriter {
  /** So many wait in memory until it shows whether there are more. */
  private static final int FEW = 4 << 20;

  private final LocalChunks chunks;
  private final LocalPacks packs;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private long bytesWaiting;
  private NewFiles.@Nullable NewFile file;
  private @Nullable PackWriter pack;

  private record Waiting(Digest chunk, byte[] bytes) {}

  LocalChunkWriter(LocalChunks chunks, LocalPacks packs) {
    this.chunks = chunks;
    this.packs = packs;
  }

  @Override
  public void put(Digest chunk, byte[] bytes, int offset) throws IOException {
    var size = (int) chunk.size();
    synchronized (this) {
      if (!seen.add(chunk.sha256())) {
        return;
      }
      if (pack == null && bytesWaiting + size <= FEW) {
        waiting.add(new Waiting(chunk, Arrays.copyOfRange(bytes, offset, offset + size)));
        bytesWaiting += size;
        return;
      }
    }
    var frame = Frame.of(bytes, offset, size);
    synchronized (this) {
      pack().add(chunk, frame);
    }
  }

  private PackWriter pack() throws IOException {
    var open = pack;
    if (open == null) {
      var created = packs.create();
      file = created;
      open = new PackWriter(created.out());
      pack = open;
      for (var chunk : waiting) {
        open.add(chunk.chunk(), Frame.of(chunk.bytes(), 0, chunk.bytes().length));
      }
      forgetWaiting();
    }
    return open;
  }

  @Override
  public synchronized void commit() throws IOException {
    for (var chunk : waiting) {
      chunks.put(chunk.chunk(), chunk.bytes());
    }
    forgetWaiting();
    var whole = file;
    var open = pack;
    if (whole != null && open != null) {
      open.finish();
      packs.publish(whole);
      file = null;
      pack = null;
    }
  }

  private void forgetWaiting() {
    waiting.clear();
    bytesWaiting = 0;
  }

  @Override
  public synchronized void close() throws IOException {
    forgetWaiting();
    var unfinished = file;
    if (unfinished != null) {
      unfinished.close();
    }
  }
}
