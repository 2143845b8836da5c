package dev.weir.runtime;

import dev.weir.artifact.BlobDigest;
import dev.weir.artifact.BlobStore;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;

/**
 * Jars of the store in files that all processes of a machine share. A file's name promises its
 * content, which is checked once in a process.
 */
record JarCache(Path folder, BlobStore store) {
  /** While one is open, the JDK reads the table of contents for no other of the same file. */
  private static final Map<Path, JarFile> OPEN = new ConcurrentHashMap<>();

  Path file(Digest jar) throws IOException {
    var file = folder.resolve(jar.sha256() + ".jar");
    if (OPEN.containsKey(file) && Files.exists(file)) {
      return file;
    }
    var checked = fetched(jar, file);
    OPEN.put(file, new JarFile(checked.toFile()));
    return checked;
  }

  private Path fetched(Digest jar, Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == jar.size() && BlobDigest.of(file).equals(jar)) {
      return file;
    }
    Files.createDirectories(folder);
    var written = folder.resolve(UUID.randomUUID() + ".tmp");
    try (var bytes = store.open(jar)) {
      Files.copy(bytes, written);
      return Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
