package dev.weir.compiler;

import dev.weir.libraries.LibraryResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** Reads a flow that was compiled elsewhere. */
final class JarFiles {
  private JarFiles() {}

  static Code read(Path jar, LibraryResolver resolver) throws IOException {
    var classes = new TreeMap<String, byte[]>();
    var sources = new TreeMap<String, byte[]>();
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        var target = entry.getName().endsWith(".class") ? classes : sources;
        if (target == classes || entry.getName().endsWith(".java")) {
          try (var in = file.getInputStream(entry)) {
            target.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    classes.remove("module-info.class");
    var libraries = new JarLibraries(classes.values());
    var findings = new Findings();
    var path = ClassPath.of(libraries.declarations(), libraries.supertypes(), resolver, findings);
    findings.throwIfAny();
    return new Code(jar, classes, sources, new SourceIndex(), path);
  }
}
