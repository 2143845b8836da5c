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

  private static void save(BlobStore store, Dataset data, List<String> saved) throws IOException {
    for (int i = 0; i < data.count(); i++) {
      int index = i;
      var digest =
          data.isSmall() ? store.put(data.bytes(index)) : store.put(() -> data.open(index));
      saved.add(digest.toString());
    }
  }

  private static void load(BlobStore store, List<Digest> digests, Dataset data)
      throws IOException {
    var buffer = new byte[1 << 20];
    for (var digest : digests) {
      if (data.isSmall()) {
        check(store.read(digest).length, data);
      } else {
        check(drained(store, digest, buffer), data);
      }
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
