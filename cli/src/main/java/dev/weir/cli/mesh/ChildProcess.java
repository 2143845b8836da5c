package dev.weir.cli.mesh;

import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that the supervisor started, out of reach of the terminal's Ctrl-C. */
final class ChildProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Process process;
  private final ProcessIdentity identity;

  private ChildProcess(Process process) {
    this.process = process;
    this.identity = ProcessIdentity.of(process.toHandle());
  }

  /** Where a child's standard output goes. */
  enum Output {
    LOG,
    PIPE
  }

  static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log, Output output)
      throws IOException {
    Files.createDirectories(log.getParent());
    var words = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString()); // replaces itself by the command, so the pid is the command's
    }
    words.addAll(command);
    var builder = new ProcessBuilder(words).directory(log.getParent().toFile());
    // What the user's shell says about AWS or Quarkus is not meant for the mesh.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(AWS|QUARKUS|WORKER|STORE|SCHEDULER)_.*"));
    builder.environment().putAll(environment);
    var toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
    builder.redirectError(toLog);
    builder.redirectOutput(output == Output.LOG ? toLog : ProcessBuilder.Redirect.PIPE);
    return new ChildProcess(builder.start());
  }

  ProcessIdentity identity() {
    return identity;
  }

  Process process() {
    return process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Asks it to end, and ends it and all it started when it takes longer than that. */
  void stop(Duration limit) {
    stop(process.toHandle(), limit);
  }

  /** The same for any process. */
  static void stop(ProcessHandle process, Duration limit) {
    var family = Stream.concat(Stream.of(process), process.descendants()).toList();
    process.destroy();
    ended(process, limit);
    family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> ended(member, Duration.ofSeconds(5)));
  }

  /** The same for one whose children are left to it, or to others. */
  static void stopAlone(ProcessHandle process, Duration limit) {
    process.destroy();
    if (!ended(process, limit)) {
      process.destroyForcibly();
      ended(process, Duration.ofSeconds(5));
    }
  }

  private static boolean ended(ProcessHandle process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (ProcessIdentity.isRunning(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      process
          .onExit()
          .thenAccept(ended -> {})
          .completeOnTimeout(null, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
    return true;
  }
}
