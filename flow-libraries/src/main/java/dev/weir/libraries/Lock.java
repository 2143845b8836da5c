package dev.weir.libraries;

import dev.weir.artifact.BlobDigest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request was resolved to, down to the bytes.
 *
 * @param coordinates as asked for
 * @param at when it was resolved
 */
record Lock(List<String> coordinates, List<String> repositories, Instant at, List<Jar> jars) {
  Lock {
    coordinates = List.copyOf(coordinates);
    repositories = List.copyOf(repositories);
    jars = List.copyOf(jars);
  }

  /**
   * One jar.
   *
   * @param modified the time of its file when the digest was taken: while it stays, so do the bytes
   */
  record Jar(String coordinates, Digest digest, Path file, Instant modified) {

    static Jar of(String coordinates, Path file) throws IOException {
      var modified = Files.getLastModifiedTime(file).toInstant();
      return new Jar(coordinates, BlobDigest.of(file), file.toAbsolutePath(), modified);
    }

    boolean isThere() throws IOException {
      if (!Files.isRegularFile(file) || Files.size(file) != digest.size()) {
        return false;
      }
      return Files.getLastModifiedTime(file).toInstant().equals(modified)
          || BlobDigest.of(file).equals(digest);
    }

    LibraryFile asFile() {
      return new LibraryFile(new Library(coordinates, digest), file);
    }
  }

  static Lock of(LibraryRequest request, Instant at, List<Jar> jars) {
    return new Lock(request.coordinates(), request.repositories(), at, jars);
  }

  boolean answers(LibraryRequest request) {
    return coordinates.equals(request.coordinates()) && repositories.equals(request.repositories());
  }

  /** Nothing when a file is gone or has other bytes. */
  Optional<List<LibraryFile>> files() throws IOException {
    var files = new ArrayList<LibraryFile>();
    for (var jar : jars) {
      if (!jar.isThere()) {
        return Optional.empty();
      }
      files.add(jar.asFile());
    }
    return Optional.of(files);
  }
}
