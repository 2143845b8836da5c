package dev.weir.artifact;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import java.io.IOException;

/** Records of {@code protocol} as blobs: snapshots, item lists, code packages. */
public final class JsonBlobs {
  private JsonBlobs() {}

  /** Equal records get equal digests. */
  public static Digest put(Object stored, BlobSink store) throws IOException {
    return store.put(Json.bytes(stored));
  }

  public static <T> T get(Digest digest, Class<T> type, BlobStore store) throws IOException {
    return store.record(digest, type);
  }
}
