package dev.weir.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** {@link EmbeddedAws} as a process of its own, as the dev mesh starts it. */
record EmbeddedAwsProcess(Process process, String ready) implements AutoCloseable {
  static EmbeddedAwsProcess start(Path dataDirectory) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                classPath(),
                EmbeddedAws.class.getName(),
                "--data-dir",
                dataDirectory.toString(),
                "--until-stdin-closes")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new EmbeddedAwsProcess(process, readyLine(process));
  }

  /** What the dev mesh runs, and none of what tests add. */
  private static String classPath() {
    var jars = Path.of(System.getProperty("testkit.lib"), "*");
    return Path.of("target", "classes").toAbsolutePath() + File.pathSeparator + jars;
  }

  private static String readyLine(Process process) throws IOException {
    var line =
        CompletableFuture.supplyAsync(
            () -> process.inputReader(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    try {
      return line.get(90, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("not ready: " + e, e);
    }
  }

  JdbcEndpoint database(String name) {
    var url = Pattern.compile("\"jdbcUrl\":\"([^\"]+/" + name + ")\"").matcher(ready);
    if (!url.find()) {
      throw new IllegalStateException("no database " + name + " in " + ready);
    }
    return new JdbcEndpoint(url.group(1), "postgres", "postgres");
  }

  boolean ends() {
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    if (!ends()) {
      process.destroyForcibly();
    }
  }
}
