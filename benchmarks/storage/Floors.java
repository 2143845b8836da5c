import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** DIRECTORY BYTES: what this machine does at best, in MB/s: hashing, its disk, its loopback. */
final class Floors {
  private static final int PIECE = 1 << 20;

  private Floors() {}

  public static void main(String... args) throws Exception {
    var file = Path.of(args[0]).resolve("floor");
    long size = Long.parseLong(args[1]);
    int cores = Runtime.getRuntime().availableProcessors();
    sha256(1, size / 8);
    var floors = new ArrayList<String>();
    add(floors, "sha256", size, () -> sha256(1, size));
    add(floors, "sha256-all", size * cores, () -> sha256(cores, size));
    add(floors, "write", size, () -> write(file, size, false));
    add(floors, "read", size, () -> read(file));
    Files.delete(file);
    add(floors, "write-forced", size, () -> write(file, size, true));
    add(floors, "read-direct", size, () -> read(file, ExtendedOpenOption.DIRECT));
    Files.delete(file);
    add(floors, "loopback", size, () -> loopback(size));
    System.out.println("{" + String.join(", ", floors) + "}");
  }

  private static void add(ArrayList<String> floors, String name, long bytes, Measure.Work work)
      throws Exception {
    floors.add("\"%s\": %.1f".formatted(name, bytes / 1e6 / Measure.seconds(work)));
  }

  private static byte[] piece() {
    var piece = new byte[PIECE];
    new Random(1).nextBytes(piece);
    return piece;
  }

  private static void sha256(int threads, long size) throws Exception {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var work = new ArrayList<Callable<byte[]>>();
      for (int i = 0; i < threads; i++) {
        work.add(
            () -> {
              var piece = piece();
              var sha256 = MessageDigest.getInstance("SHA-256");
              for (long left = size; left > 0; left -= PIECE) {
                sha256.update(piece);
              }
              return sha256.digest();
            });
      }
      for (var done : pool.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static void write(Path file, long size, boolean forced) throws IOException {
    var piece = ByteBuffer.allocateDirect(PIECE).put(piece());
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; left -= PIECE) {
        piece.rewind();
        out.write(piece);
      }
      if (forced) {
        out.force(true);
      }
    }
  }

  private static void read(Path file, OpenOption... options) throws IOException {
    var all = new ArrayList<OpenOption>(List.of(options));
    all.add(StandardOpenOption.READ);
    var piece = ByteBuffer.allocateDirect(2 * PIECE).alignedSlice(4096).limit(PIECE);
    try (var in = FileChannel.open(file, all.toArray(OpenOption[]::new))) {
      while (in.read(piece.clear().limit(PIECE)) > 0) {}
    }
  }

  private static void loopback(long size) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var pool = Executors.newSingleThreadExecutor()) {
      var sent =
          pool.submit(
              () -> {
                try (var out = new Socket()) {
                  out.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
                  var piece = piece();
                  for (long left = size; left > 0; left -= PIECE) {
                    out.getOutputStream().write(piece);
                  }
                  return null;
                }
              });
      try (var in = server.accept()) {
        var buffer = new byte[PIECE];
        while (in.getInputStream().read(buffer) >= 0) {}
      }
      sent.get();
    }
  }
}
