package dev.weir.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory that is either kept, or deleted with all it holds when closed. */
record Scratch(Path directory, boolean kept) implements AutoCloseable {
  static Scratch kept(Path directory) throws IOException {
    return new Scratch(Files.createDirectories(directory).toAbsolutePath(), true);
  }

  static Scratch temporary(String prefix) throws IOException {
    return new Scratch(Files.createTempDirectory(prefix), false);
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      delete(directory);
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
