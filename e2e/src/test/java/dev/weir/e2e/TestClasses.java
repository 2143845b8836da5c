package dev.weir.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The test classes of all modules, for the pages of the manual that name some. */
final class TestClasses {
  private TestClasses() {}

  static Set<String> all() throws IOException {
    try (var modules = Files.list(Weir.INSTALL)) {
      return modules
          .map(folder -> folder.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(TestClasses::in)
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> in(Path sources) {
    try (var files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
