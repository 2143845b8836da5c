package dev.weir.compiler;

import dev.weir.libraries.LibraryFile;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/** Class files in libraries, read once each; nothing of them is loaded. */
final class LibraryJars implements AutoCloseable {
  private final Map<Path, JarFile> open = new HashMap<>();
  private final Map<LibraryFile, Map<String, Optional<ClassModel>>> read = new HashMap<>();

  /** A class, and the library that it is in. */
  record Found(ClassModel type, LibraryFile library) {}

  /** As a loader with that class path would find it. */
  Optional<Found> find(String internalName, List<LibraryFile> path) throws IOException {
    for (var library : path) {
      var known = read.computeIfAbsent(library, _ -> new HashMap<>());
      var model = known.get(internalName);
      if (model == null) {
        model = read(internalName, library.file());
        known.put(internalName, model);
      }
      if (model.isPresent()) {
        return Optional.of(new Found(model.get(), library));
      }
    }
    return Optional.empty();
  }

  private Optional<ClassModel> read(String internalName, Path file) throws IOException {
    var jar = open.get(file);
    if (jar == null) {
      jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
      open.put(file, jar);
    }
    var entry = jar.getJarEntry(internalName + ".class");
    if (entry == null) {
      return Optional.empty();
    }
    try (var in = jar.getInputStream(entry)) {
      return Optional.of(ClassFile.of().parse(in.readAllBytes()));
    }
  }

  @Override
  public void close() throws IOException {
    for (var jar : open.values()) {
      jar.close();
    }
  }
}
