package dev.weir.compiler;

import dev.weir.artifact.BlobStore;
import dev.weir.client.Json;
import dev.weir.libraries.LibraryFile;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Stores a flow as a code package. The same flow gives the same digest, whoever packs it. */
public final class Packager {
  private static final String VERSION = weirVersion();

  private Packager() {}

  /** The digest of the stored {@link CodePackage}. What is stored already is not sent again. */
  public static Digest pack(CompiledFlow flow, BlobStore store) throws IOException {
    return pack(flow, store, Set.of());
  }

  /**
   * As above.
   *
   * @param given the parameters whose defaults are not asked for, since the run has values
   */
  public static Digest pack(CompiledFlow flow, BlobStore store, Set<String> given)
      throws IOException {
    var parameters = new DeployDefaults(flow).without(given);
    for (var file : flow.files().entrySet()) {
      putFile(file.getKey(), file.getValue(), store);
    }
    var classes = store.put(FlowJar.bytes(flow));
    var codePackage =
        new CodePackage(
            flow.graph(),
            flow.mainClass(),
            parameters,
            classes,
            flow.settings(),
            flow.configs(),
            libraries(flow, store),
            VERSION);
    return store.put(Json.bytes(codePackage));
  }

  private static Map<String, List<Library>> libraries(CompiledFlow flow, BlobStore store)
      throws IOException {
    var libraries = new TreeMap<String, List<Library>>();
    for (var step : flow.libraries().entrySet()) {
      for (var file : step.getValue()) {
        putFile(file.library().file(), file.file(), store);
      }
      libraries.put(step.getKey(), step.getValue().stream().map(LibraryFile::library).toList());
    }
    return libraries;
  }

  private static void putFile(Digest digest, Path file, BlobStore store) throws IOException {
    if (store.contains(digest)) {
      return;
    }
    try (var in = Files.newInputStream(file)) {
      store.put(digest, in);
    }
  }

  private static String weirVersion() {
    try (var in = Packager.class.getResourceAsStream("weir.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
