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
      case StoreLocation.Remote(var address, var project, var principal, var cache) -> {
        var http = new ServiceHttp(address, principal);
        yield cache == null
            ? new RemoteBlobStore(http, project)
            : new RemoteBlobStore(http, project, cache.directory(), cache.limit());
      }
    };
  }
}
