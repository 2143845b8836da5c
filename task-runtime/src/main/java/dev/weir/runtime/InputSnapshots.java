package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.JsonBlobs;
import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Snapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The snapshots that a task begins with. A join reads many, so some are read ahead at once. */
final class InputSnapshots {
  private static final int AHEAD = 256;

  private final List<Digest> inputs;
  private final BlobStore store;
  private final Map<Digest, Snapshot> ahead = new HashMap<>();

  InputSnapshots(List<Digest> inputs, BlobStore store) {
    this.inputs = List.copyOf(inputs);
    this.store = store;
  }

  Snapshot get(Digest digest) throws IOException {
    if (inputs.size() < 2) {
      return JsonBlobs.get(digest, Snapshot.class, store);
    }
    var known = ahead.get(digest);
    if (known == null) {
      readFrom(Math.max(0, inputs.indexOf(digest)));
      known = ahead.get(digest);
    }
    return known == null ? JsonBlobs.get(digest, Snapshot.class, store) : known;
  }

  private void readFrom(int first) throws IOException {
    ahead.clear();
    store.read(
        inputs.subList(first, Math.min(first + AHEAD, inputs.size())),
        (digest, bytes) -> ahead.put(digest, Json.read(bytes, Snapshot.class)));
  }
}
