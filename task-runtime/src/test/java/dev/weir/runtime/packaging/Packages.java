package dev.weir.runtime.packaging;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.JsonBlobs;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ParameterSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs classes of the tests as an author's. */
public final class Packages {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Packages() {}

  /** The flow with its superclasses and nested classes; nothing else of the tests goes along. */
  public static Digest put(
      Class<? extends FlowSpec> flow, Graph graph, BlobStore store, ParameterSpec... parameters)
      throws IOException {
    var jar = store.put(jar(flow));
    return JsonBlobs.put(
        new CodePackage(
            graph.of(flow.getSimpleName()), flow.getName(), List.of(parameters), jar, "test"),
        store);
  }

  private static byte[] jar(Class<?> flow) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      for (Class<?> type = flow; type != FlowSpec.class; type = type.getSuperclass()) {
        add(type, jar);
      }
    }
    return bytes.toByteArray();
  }

  private static void add(Class<?> type, JarOutputStream jar) throws IOException {
    var prefix = type.getSimpleName();
    try (var files = Files.list(directory(type))) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.equals(prefix + ".class") || name.startsWith(prefix + "$")) {
          var entry = new JarEntry(type.getPackageName().replace('.', '/') + "/" + name);
          entry.setTimeLocal(TIME); // or the same classes would be other code a moment later
          jar.putNextEntry(entry);
          Files.copy(file, jar);
        }
      }
    }
  }

  private static Path directory(Class<?> flow) throws IOException {
    try {
      var root = Path.of(flow.getProtectionDomain().getCodeSource().getLocation().toURI());
      return root.resolve(flow.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
