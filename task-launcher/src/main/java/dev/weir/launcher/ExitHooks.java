package dev.weir.launcher;

import dev.weir.client.Json;
import dev.weir.runtime.wire.ExitCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Calls methods of a flow after a run, each in a process of its own that nothing depends on. */
public final class ExitHooks {
  private final LauncherSettings settings;

  public ExitHooks(LauncherSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns when the method has ended: whether it did so without an exception.
   *
   * @param lines takes what it prints
   */
  public boolean call(ExitCall call, Consumer<String> lines)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(new JavaCommand(settings).calling(Json.text(call)));
    builder.directory(settings.directory().toFile());
    builder.redirectErrorStream(true);
    var process = builder.start(); // its input ends when this process does, and then it does
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(lines);
      return process.waitFor() == 0;
    } finally {
      process.destroy();
    }
  }
}
