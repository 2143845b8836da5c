package dev.weir.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles small flows written in tests. */
final class Flows {
  private Flows() {}

  /** A flow named F with that body; its first line is line 3 of the file. */
  static String flow(String body) {
    return "import dev.weir.flow.*;\npublic class F extends FlowSpec {\n" + body + "\n}\n";
  }

  static CompiledFlow compile(String source) {
    try {
      var folder = Files.createTempDirectory("flow");
      var file = folder.resolve("F.java");
      try {
        return FlowCompiler.compile(Files.writeString(file, source));
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a flow, each as {@code line: message}. */
  static List<String> problems(String source) {
    return diagnostics(source).stream().map(d -> d.line() + ": " + d.message()).toList();
  }

  /** The ways out of what is wrong with a flow. */
  static List<String> hints(String source) {
    return diagnostics(source).stream().map(Diagnostic::hint).toList();
  }

  static List<Diagnostic> diagnostics(String source) {
    try {
      compile(source);
      return List.of();
    } catch (FlowErrors e) {
      return e.diagnostics();
    }
  }

  static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
