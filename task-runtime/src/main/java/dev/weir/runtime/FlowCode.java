package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;

/** A code package whose classes are loaded. */
record FlowCode(CodePackage pack, Class<? extends FlowSpec> flow, FlowClassLoader loader)
    implements AutoCloseable {
  private static final Map<Path, JarFile> OPEN = new ConcurrentHashMap<>();

  static FlowCode load(Digest codePackage, BlobStore store, Path cache) {
    try {
      var pack = store.record(codePackage, CodePackage.class);
      var loader = new FlowClassLoader(cached(pack.classes(), store, cache));
      return new FlowCode(pack, flow(pack, loader), loader);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot load code package " + codePackage, e);
    }
  }

  /** The classes' jar in a file, whose name promises the content: checked once in a process. */
  private static Path cached(Digest jar, BlobStore store, Path cache) throws IOException {
    var file = cache.resolve(jar.sha256() + ".jar");
    if (OPEN.containsKey(file) && Files.exists(file)) {
      return file;
    }
    var checked = fetched(jar, file, store, cache);
    // While one is open, the JDK reads the table of contents for no other of the same file.
    OPEN.put(file, new JarFile(checked.toFile()));
    return checked;
  }

  private static Path fetched(Digest jar, Path file, BlobStore store, Path cache)
      throws IOException {
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
