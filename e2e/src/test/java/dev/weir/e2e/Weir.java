package dev.weir.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged {@code weir} command in a folder of its own, as a user types it. */
final class Weir {
  static final Path INSTALL = Path.of(System.getProperty("weir.install", "..")).toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * What a shell or nohup starts in the background ignores some signals, and so does all that it
   * starts, such as these tests; commands in a terminal do not. Only GNU's env can undo that.
   */
  private static final List<String> LISTENING =
      canListen() ? List.of("env", "--default-signal=HUP,INT,TERM") : List.of();

  static {
    prepare();
  }

  private final Path folder;
  private final Map<String, String> environment;

  Weir(Path folder) {
    this(folder, Map.of());
  }

  private Weir(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The same, started with that in its environment. */
  Weir with(String name, String value) {
    return new Weir(folder, Map.of(name, value));
  }

  /** How a command ended and what it printed. */
  record Result(int exitCode, String out, String err) {
    String all() {
      return "exit code " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  static Path example(String name) {
    return INSTALL.resolve("examples").resolve(name);
  }

  /** A flow that belongs to these tests. */
  static Path flow(String name) {
    return INSTALL.resolve("e2e/src/test/resources/flows").resolve(name);
  }

  Path folder() {
    return folder;
  }

  Result run(Object... arguments) {
    try {
      var out = Files.createTempFile(folder, "out", ".txt");
      var err = Files.createTempFile(folder, "err", ".txt");
      var process = start(out, err, arguments);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "no end of weir " + List.of(arguments) + " after " + LIMIT + read(out) + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Starts the command without waiting for its end. */
  Process start(Path out, Path err, Object... arguments) throws IOException {
    var builder = command(arguments);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    return builder.start();
  }

  private static ProcessBuilder command(Object... arguments) {
    var command = new ArrayList<>(LISTENING);
    command.add(INSTALL.resolve("weir").toString());
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    var builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("WEIR_NO_BUILD", "1");
    return builder;
  }

  private static boolean canListen() {
    try {
      return new ProcessBuilder("env", "--default-signal=HUP,INT,TERM", "true").start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As after a user's first command: each start in these tests is a quick one. */
  private static void prepare() {
    var discard = ProcessBuilder.Redirect.DISCARD;
    try {
      command("prepare").redirectOutput(discard).redirectError(discard).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
