package dev.weir.runtime;

import dev.weir.artifact.BackedBlobStore;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.artifact.RecordCache;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.runtime.wire.StoreLocation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stores this process has used; one keeps its connections from task to task. */
final class Stores {
  private final Map<StoreLocation, BlobStore> open = new ConcurrentHashMap<>();

  BlobStore at(StoreLocation location) {
    return open.computeIfAbsent(location, place -> new RecordCache(open(place)));
  }

  private static BlobStore open(StoreLocation location) {
    return switch (location) {
      case StoreLocation.Local(var directory, var behind) -> {
        var here = new LocalBlobStore(directory);
        yield behind == null ? here : new BackedBlobStore(here, () -> open(behind));
      }
      case StoreLocation.Remote remote ->
          new RemoteBlobStore(
              new ServiceHttp(remote.artifactStore(), remote.principal()), remote.project());
    };
  }
}
