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
    return find(name(request), Lock.class).filter(found -> found.answers(request));
  }

  <T> Optional<T> find(String name, Class<T> lock) throws IOException {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file(name)), lock));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void put(LibraryRequest request, Lock lock) throws IOException {
    put(name(request), lock);
  }

  void put(String name, Record lock) throws IOException {
    Files.createDirectories(folder);
    var written = folder.resolve(UUID.randomUUID() + ".tmp");
    try {
      Files.write(written, Json.bytes(lock));
      Files.move(
          written, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static String name(LibraryRequest request) {
    return Digest.of(Json.bytes(request)).sha256();
  }

  /** The second form: locks of the first named large jars by another digest. */
  private Path file(String name) {
    return folder.resolve(name + ".2.json");
  }
}
