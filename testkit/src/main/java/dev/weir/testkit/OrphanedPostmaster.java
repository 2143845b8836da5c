package dev.weir.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that still serves a data directory although the process that started it is gone. */
record OrphanedPostmaster(Path dataDirectory, ProcessHandle process) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Finds it by the pid that PostgreSQL itself keeps in its data directory. */
  static Optional<OrphanedPostmaster> of(Path dataDirectory) throws IOException {
    var pidFile = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> serves(process, dataDirectory))
        .map(process -> new OrphanedPostmaster(dataDirectory, process));
  }

  /**
   * A pid may have been given to another process since; a postmaster works in its data directory.
   */
  private static boolean serves(ProcessHandle process, Path dataDirectory) {
    try {
      return Files.isSameFile(Path.of("/proc", "" + process.pid(), "cwd"), dataDirectory);
    } catch (IOException e) {
      return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
    }
  }

  /** Stops it as {@code pg_ctl stop -m fast} does: sessions end, nothing committed is lost. */
  void stop() throws IOException {
    signal("INT");
    if (!ended()) {
      signal("QUIT");
    }
    if (!ended()) {
      throw new IOException(
          "PostgreSQL (pid %d) still runs on %s and does not stop; end it and start again"
              .formatted(process.pid(), dataDirectory));
    }
  }

  private void signal(String name) throws IOException {
    var command = new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()));
    command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private boolean ended() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isRunning(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        process.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Looks again: of a process that nobody waits for, this is how its end is seen.
      } catch (ExecutionException e) {
        throw new IOException("cannot watch pid " + process.pid(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while PostgreSQL was stopping", e);
      }
    }
    return true;
  }

  /** A zombie is not: it has ended, and is listed until its parent, which may never, looks. */
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
