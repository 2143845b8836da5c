package dev.weir.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory for sockets that only this user may enter. Its path is short: the system allows a
 * socket's no more than about a hundred bytes.
 */
final class SocketDirectory implements AutoCloseable {
  private static final int LONGEST = 90;
  private static final String PREFIX = "weir-";

  private final Path directory;
  private final AtomicInteger count = new AtomicInteger();

  SocketDirectory() {
    this.directory = create();
  }

  Path next() {
    return directory.resolve(Integer.toString(count.incrementAndGet(), Character.MAX_RADIX));
  }

  @Override
  public void close() {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }

  /** Made readable for its owner alone, as the JDK makes every temporary directory. */
  private static Path create() {
    try {
      var usual = Path.of(System.getProperty("java.io.tmpdir"));
      return length(usual) <= LONGEST - PREFIX.length() - 26
          ? Files.createTempDirectory(usual, PREFIX)
          : Files.createTempDirectory(Path.of("/tmp"), PREFIX);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for sockets: " + e.getMessage(), e);
    }
  }

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
