import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** save|load, a store (a directory, or artifact-store's URL), a file with digests, a dataset. */
final class WeirSide {
  private WeirSide() {}

  public static void main(String... args) throws Exception {
    var store = store(args[1]);
    var names = Path.of(args[2]);
    var data = Dataset.of(args[3], args[4], args[5]);
    switch (args[0]) {
      case "save" -> {
        var saved = new ArrayList<String>();
        Measure.tell(Measure.seconds(() -> save(store, data, saved)));
        Files.write(names, saved);
      }
      case "load" -> {
        var digests = Files.readAllLines(names).stream().map(Digest::parse).toList();
        Measure.tell(Measure.seconds(() -> load(store, digests, data)));
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static BlobStore store(String place) {
    return place.startsWith("http:")
        ? new RemoteBlobStore(
            new ServiceHttp(URI.create(place), new Principal("bench")), new Project("bench"))
        : new LocalBlobStore(Path.of(place));
  }

  /** Small ones together, as a task stores its artifacts. */
  private static void save(BlobStore store, Dataset data, List<String> saved) throws IOException {
    if (data.isSmall()) {
      try (var batch = store.batch()) {
        for (int i = 0; i < data.count(); i++) {
          saved.add(batch.put(data.bytes(i)).toString());
        }
        batch.flush();
      }
      return;
    }
    for (int i = 0; i < data.count(); i++) {
      try (var in = data.open(i)) {
        saved.add(store.put(in).toString());
      }
    }
  }

  private static void load(BlobStore store, List<Digest> digests, Dataset data)
      throws IOException {
    if (data.isSmall()) {
      var came = new int[1];
      store.read(
          digests,
          (digest, bytes) -> {
            check(bytes.length, data);
            came[0]++;
          });
      check(came[0] * data.size(), new Dataset(data.file(), 1, data.total()));
      return;
    }
    var buffer = new byte[1 << 20];
    for (var digest : digests) {
      check(drained(store, digest, buffer), data);
    }
  }

  private static long drained(BlobStore store, Digest digest, byte[] buffer) throws IOException {
    long size = 0;
    try (var in = store.open(digest)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
      }
    }
    return size;
  }

  private static void check(long size, Dataset data) {
    if (size != data.size()) {
      throw new IllegalStateException(size + " bytes came, not " + data.size());
    }
  }
}
