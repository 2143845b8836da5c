package dev.weir.runs;

import dev.weir.history.RecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command as a process. What it writes goes into files, so that it never waits for a reader and
 * nothing of it is in memory; they go when this is closed.
 */
final class WeirProcess implements AutoCloseable {
  private final Process process;
  private final Path folder;

  private WeirProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  static WeirProcess start(
      Path command, List<String> words, Path folder, Map<String, String> environment) {
    var line = new ArrayList<>(List.of(command.toString()));
    line.addAll(words);
    try {
      var files = Files.createTempDirectory("weir-output");
      var builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(files.resolve("out").toFile())
              .redirectError(files.resolve("err").toFile());
      builder.environment().putAll(environment);
      return new WeirProcess(builder.start(), files);
    } catch (IOException e) {
      throw new RecordException(
          RecordException.Kind.UNAVAILABLE, "can't start " + command + ": " + e.getMessage());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  String out() {
    return text("out");
  }

  String err() {
    return text("err");
  }

  Stream<String> outLines() {
    return FollowedFile.lines(folder.resolve("out"), process::isAlive);
  }

  Stream<String> errLines() {
    return FollowedFile.lines(folder.resolve("err"), process::isAlive);
  }

  WeirProcess await() throws InterruptedException {
    process.waitFor();
    return this;
  }

  boolean await(Duration most) throws InterruptedException {
    return process.waitFor(most.toSeconds(), TimeUnit.SECONDS) || waits(most);
  }

  private boolean waits(Duration most) throws InterruptedException {
    return process.waitFor(most.toNanosPart(), TimeUnit.NANOSECONDS);
  }

  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** As Ctrl-C does it: the run is recorded as cancelled, and can be resumed. */
  void interrupt() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(folder.resolve("out"));
      Files.deleteIfExists(folder.resolve("err"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the output of a command that was closed is gone", e);
    }
  }
}
