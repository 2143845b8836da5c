package dev.weir.launcher;

import dev.weir.runtime.packaging.Graph;
import flows.TroubleFlow;
import java.nio.file.Path;
import java.util.Map;

/** A program that runs a task for ever and tells the pids of the task and of what it started. */
public final class DoomedParent {
  private DoomedParent() {}

  public static void main(String[] args) throws Exception {
    try (var launched = Launched.in(Path.of(args[0]))) {
      var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
      launched.launcher.run(
          tasks.start(Map.of("how", "sleep")),
          line -> {
            if (line.text().startsWith("grandchild ")) {
              System.out.println(line.text().substring("grandchild ".length()));
            }
          });
    }
  }
}
