package dev.weir.artifact.chunks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that get their names when they are whole. What a killed process leaves here is removed a
 * day later.
 */
final class NewFiles {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path directory;

  NewFiles(Path directory) {
    this.directory = directory;
    removeAbandoned();
  }

  NewFile create() throws IOException {
    return new NewFile(directory.resolve(unusedName()));
  }

  /** Not secret, so it need not wait for the system's secure random numbers. */
  static String unusedName() {
    var random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private void removeAbandoned() {
    var before = Instant.now().minus(ABANDONED);
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return; // Nothing written yet, or another process was faster.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  /** A file under a name of its own, which is gone when this is closed, unless published. */
  final class NewFile implements AutoCloseable {
    private final Path written;
    private final OutputStream out;
    private boolean published;

    private NewFile(Path written) throws IOException {
      this.written = written;
      this.out = open();
    }

    private OutputStream open() throws IOException {
      try {
        return Files.newOutputStream(written, StandardOpenOption.CREATE_NEW);
      } catch (NoSuchFileException e) {
        Files.createDirectories(directory);
        return Files.newOutputStream(written, StandardOpenOption.CREATE_NEW);
      }
    }

    OutputStream out() {
      return out;
    }

    void publish(Path file) throws IOException {
      out.close();
      try {
        move(file);
      } catch (NoSuchFileException e) {
        Files.createDirectories(file.getParent());
        move(file);
      }
      published = true;
    }

    private void move(Path to) throws IOException {
      Files.move(written, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (!published) {
        Files.deleteIfExists(written);
      }
    }
  }
}
