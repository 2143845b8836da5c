package dev.weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
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
  private static final Path INSTALL = Path.of(System.getProperty("weir.install"));
  private static final String SCRIPT = prepared();

  /** A file beside the flow: the script takes blanks for the ends of options. */
  private static final String OPTIONS = "@.java";

  PackagedWeir(Path folder) {
    this(folder, Map.of());
  }

  /** The script that starts it, once it can do so quickly. */
  static String script() {
    return SCRIPT;
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
    return with("WEIR_JAVA_OPTS", "-Xmx" + size + " " + OPTIONS).run(arguments);
  }

  /**
   * By a shell whose {@code "$@"} is the command, such as {@code "$@" | head}: the command without
   * its script, which would mend some of what a shell can do to it.
   */
  Started startBy(String script, String... arguments) throws IOException {
    return startBy(script, List.of(), arguments);
  }

  /** The same, with flags for its JVM. */
  Started startBy(String script, List<String> flags, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Duser.home=" + folder);
    command.add("-Dweir.install=" + INSTALL);
    command.addAll(List.of("-cp", System.getProperty("weir.dist") + "/*", "dev.weir.cli.Weir"));
    return start(command, arguments);
  }

  Started start(String... arguments) throws IOException {
    return start(List.of(SCRIPT), arguments);
  }

  private Started start(List<String> beginning, String... arguments) throws IOException {
    var command = new ArrayList<>(beginning);
    command.addAll(List.of(arguments));
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    surround(process);
    process.environment().put("XDG_CACHE_HOME", folder.resolve(".cache").toString());
    Files.writeString(folder.resolve(".java"), "-Duser.home=\"" + folder + "\"");
    process.environment().put("WEIR_JAVA_OPTS", OPTIONS);
    process.environment().putAll(environment);
    return new Started(process.start(), out, err);
  }

  /** With this JDK, and nothing that the user's shell says of Weir. */
  private static void surround(ProcessBuilder process) {
    process.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("WEIR_NO_BUILD", "1");
  }

  /** As after a user's first command: each of the many starts in these tests is a quick one. */
  private static String prepared() {
    var script = INSTALL.resolve("weir").toString();
    var process = new ProcessBuilder(script, "prepare");
    surround(process);
    try {
      process.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return script;
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
