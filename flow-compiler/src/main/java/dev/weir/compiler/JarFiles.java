package dev.weir.compiler;

import dev.weir.libraries.LibraryResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Reads a flow that was compiled elsewhere. */
final class JarFiles {
  private static final Pattern ABOUT_THE_JAR =
      Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC))");

  private JarFiles() {}

  static Code read(Path jar, LibraryResolver resolver) throws IOException {
    var classes = new TreeMap<String, byte[]>();
    var sources = new TreeMap<String, byte[]>();
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(JarFiles::isWanted).toList()) {
        var target = entry.getName().endsWith(".java") ? sources : classes;
        try (var in = file.getInputStream(entry)) {
          target.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    var findings = new Findings(Rule.LIBRARIES);
    var types = classes.keySet().stream().filter(Code::isClass).map(classes::get);
    var path = ClassPath.of(JarLibraries.of(types), Optional.empty(), resolver, findings);
    findings.throwIfAny();
    return new Code(jar, classes, sources, new SourceIndex(), path);
  }

  /** What says something about the jar as a file says nothing about the flow. */
  private static boolean isWanted(JarEntry entry) {
    return !entry.isDirectory()
        && !entry.getName().equals("module-info.class")
        && !ABOUT_THE_JAR.matcher(entry.getName()).matches();
  }
}
