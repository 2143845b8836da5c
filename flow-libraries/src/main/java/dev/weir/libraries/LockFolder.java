package dev.weir.libraries;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** Locks by what they answer, in a folder that processes share. */
record LockFolder(Path folder) {

  /** An unreadable lock is none: it is made anew. */
  Optional<Lock> find(LibraryRequest request) throws IOException {
    try {
      var lock = Json.read(Files.readAllBytes(file(request)), Lock.class);
      return Optional.of(lock).filter(found -> found.answers(request));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void put(LibraryRequest request, Lock lock) throws IOException {
    Files.createDirectories(folder);
    var written = folder.resolve(UUID.randomUUID() + ".tmp");
    try {
      Files.write(written, Json.bytes(lock));
      Files.move(
          written,
          file(request),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private Path file(LibraryRequest request) {
    return folder.resolve(Digest.of(Json.bytes(request)).sha256() + ".json");
  }
}
