package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once what commands of a kind do, so that the JVM can write down which classes that takes:
 * see {@code cache_classes} in {@code ./weir}, which has the kinds.
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

  public static void main(String... kindAndFolder) throws IOException {
    var folder = Path.of(kindAndFolder[1]);
    var state = folder.resolve("state").toString();
    switch (kindAndFolder[0]) {
      case "help" -> Weir.main("--help");
      case "run" -> {
        var source = Files.writeString(folder.resolve("WarmUpFlow.java"), FLOW).toString();
        Weir.main("run", source, "--help"); // compiles; what comes next finds it compiled
        var id = folder.resolve("run-id").toString();
        Weir.main("run", source, "--n", "2", "--run-id-file", id, "--state-dir", state);
        var task = Files.readString(Path.of(id)).strip() + "/body";
        Weir.main("spin", source, task, "--state-dir", state);
      }
      case "runs" -> Weir.main("runs", "--state-dir", state); // those of the kind before
      default -> throw new IllegalArgumentException("no such kind: " + kindAndFolder[0]);
    }
  }
}
