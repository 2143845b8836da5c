package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.client.Json;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A code package whose classes are loaded. */
record FlowCode(CodePackage pack, Class<? extends FlowSpec> flow, FlowClassLoader loader)
    implements AutoCloseable {

  static FlowCode load(Digest codePackage, BlobStore store, Path cache) {
    try {
      var pack = Json.read(store.read(codePackage), CodePackage.class);
      var loader = new FlowClassLoader(cached(pack.classes(), store, cache));
      return new FlowCode(pack, flow(pack, loader), loader);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot load code package " + codePackage, e);
    }
  }

  /** The classes' jar in a file, whose name promises the content. */
  private static Path cached(Digest jar, BlobStore store, Path cache) throws IOException {
    var file = cache.resolve(jar.sha256() + ".jar");
    if (Files.exists(file) && Digest.of(Files.readAllBytes(file)).equals(jar)) {
      return file;
    }
    Files.createDirectories(cache);
    var written = cache.resolve(UUID.randomUUID() + ".tmp");
    try (var bytes = store.open(jar)) {
      Files.copy(bytes, written);
      return Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static Class<? extends FlowSpec> flow(CodePackage pack, ClassLoader loader) {
    try {
      return Class.forName(pack.mainClass(), false, loader).asSubclass(FlowSpec.class);
    } catch (ClassNotFoundException | LinkageError | ClassCastException e) {
      throw new IllegalArgumentException(
          "its jar has no usable flow " + pack.mainClass() + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new PlatformException("cannot close the flow's jar", e);
    }
  }
}
