package dev.weir.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged command, started as a user starts it, in a folder of its own. */
record PackagedWeir(Path folder, Map<String, String> environment) {
  PackagedWeir(Path folder) {
    this(folder, Map.of());
  }

  /** The same, with a variable more. */
  PackagedWeir with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new PackagedWeir(folder, more);
  }

  /** What became of it. */
  record Ended(int exitCode, String out, String err) {}

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** With no more heap than that, such as {@code 64m}. */
  Ended runInHeap(String size, String... arguments) throws IOException, InterruptedException {
    return start(List.of(), List.of("-Xmx" + size), arguments).await();
  }

  /** By a shell whose {@code "$@"} is the command, such as {@code "$@" | head}. */
  Started startBy(String script, String... arguments) throws IOException {
    return startBy(script, List.of(), arguments);
  }

  /** The same, with flags for its JVM. */
  Started startBy(String script, List<String> flags, String... arguments) throws IOException {
    return start(List.of("bash", "-c", script, "bash"), flags, arguments);
  }

  Started start(String... arguments) throws IOException {
    return start(List.of(), List.of(), arguments);
  }

  private Started start(List<String> prefix, List<String> flags, String... arguments)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Duser.home=" + folder);
    command.add("-Dweir.install=" + System.getProperty("weir.install"));
    command.addAll(List.of("-cp", System.getProperty("weir.dist") + "/*", "dev.weir.cli.Weir"));
    command.addAll(List.of(arguments));
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
    process.environment().put("XDG_CACHE_HOME", folder.resolve(".cache").toString());
    process.environment().putAll(environment);
    return new Started(process.start(), out, err);
  }

  /** It runs; its output goes to files, so that nothing waits for a reader. */
  record Started(Process process, Path out, Path err) {

    String outSoFar() throws IOException {
      return Files.readString(out, StandardCharsets.UTF_8);
    }

    Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running; so far it said:\n" + outSoFar());
      }
      return new Ended(process.exitValue(), outSoFar(), Files.readString(err));
    }
  }
}
