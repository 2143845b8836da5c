package dev.weir.artifact;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as a value: its content is a blob of its own, its name stands beside the digest. */
final class StoredFile {
  private StoredFile() {}

  static byte[] write(Path file, BlobSink store) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a file (any more); only a file's content can be kept");
    }
    return Json.bytes(new IncludedFile(store(file, store), file.getFileName().toString()));
  }

  static Digest store(Path file, BlobSink store) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      return store.put(bytes);
    }
  }

  /** A copy of the content under its name, in a new directory that goes when the JVM ends. */
  static Path read(byte[] json, BlobStore store) throws IOException {
    var included = Json.read(json, IncludedFile.class);
    var directory = Files.createTempDirectory("weir-file-");
    directory.toFile().deleteOnExit();
    var name = Path.of(included.name()).getFileName();
    var file = directory.resolve(name == null ? "file" : name.toString());
    file.toFile().deleteOnExit();
    try (var bytes = store.open(included.content())) {
      Files.copy(bytes, file);
    }
    return file;
  }
}
