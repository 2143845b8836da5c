package dev.weir.artifact;

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
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A process that stores blobs, small and large, until it is killed. */
public final class UploadingProcess {
  private UploadingProcess() {}

  /** A directory, or a URL and a project. */
  public static void main(String... args) throws IOException {
    var store =
        args.length == 1
            ? new LocalBlobStore(Path.of(args[0]))
            : new RemoteBlobStore(
                new ServiceHttp(URI.create(args[0]), new Principal("ada")), new Project(args[1]));
    var random = new Random();
    var sizes = List.of(10, 5000, 200_000, 1_500_000, 6_000_000);
    System.out.println("ready");
    while (true) {
      try (var batch = store.batch()) {
        var digests = new ArrayList<Digest>();
        for (var i = random.nextInt(3); i >= 0; i--) {
          var bytes = new byte[1 + random.nextInt(sizes.get(random.nextInt(sizes.size())))];
          random.nextBytes(bytes);
          digests.add(batch.put(bytes));
        }
        batch.flush();
        digests.forEach(System.out::println);
      }
    }
  }

  /**
   * Starts one, kills it as no process can prevent at some moment, and says what it had been told
   * was stored.
   */
  public static List<Digest> killed(Random moment, String... args)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                UploadingProcess.class.getName()));
    command.addAll(List.of(args));
    var told = Files.createTempFile("weir-uploading-", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(told.toFile())
              .start();
      var lines = 1 + moment.nextInt(5);
      while (lines(told).size() < lines && !process.waitFor(2, TimeUnit.MILLISECONDS)) {}
      process.waitFor(moment.nextInt(100), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      return lines(told).stream().skip(1).map(Digest::parse).toList();
    } finally {
      Files.delete(told);
    }
  }

  /** Those that are whole. */
  private static List<String> lines(Path file) throws IOException {
    var text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
