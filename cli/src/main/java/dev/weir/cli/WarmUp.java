package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Does a little of everything once, so that the JVM can archive the classes that commands load: see
 * {@code archive_classes} in {@code ./weir}.
 */
final class WarmUp {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      public class WarmUpFlow extends FlowSpec {
        @Parameter int n = 1;
        java.util.List<Integer> items;
        @Step Next start() { items = java.util.List.of(n); return foreach(items, this::body); }
        @Step Next body() { n(); return next(this::join); }
        @Step Next join(Inputs<WarmUpFlow> inputs) { return next(this::end); }
        @Step void end() {}
        private int n() { return input(Integer.class); }
      }
      """;

  private WarmUp() {}

  public static void main(String... args) throws IOException {
    var folder = Files.createTempDirectory("weir-warm-up");
    try {
      var source = Files.writeString(folder.resolve("WarmUpFlow.java"), FLOW);
      var state = folder.resolve("state").toString();
      Weir.run("--help");
      Weir.run("run", source.toString(), "--help"); // compiles; what comes next finds it compiled
      Weir.run("run", source.toString(), "--n", "2", "--state-dir", state);
      Weir.run("runs", "--state-dir", state);
      Weir.run("status", "--state-dir", state);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
