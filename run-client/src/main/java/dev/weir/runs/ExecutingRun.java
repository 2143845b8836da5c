package dev.weir.runs;

import dev.weir.history.RecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A run that the command {@code weir} was started for. Closing it ends the run, if it goes on. */
public final class ExecutingRun implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final WeirProcess process;
  private final Path idFile;
  private final Weir weir;

  ExecutingRun(WeirProcess process, Path idFile, Weir weir) {
    this.process = process;
    this.idFile = idFile;
    this.weir = weir;
  }

  /** How the command stands. */
  public enum Status {
    RUNNING,
    /** Exit code 0: the run succeeded. */
    SUCCESSFUL,
    /** Another exit code: the run failed, was stopped, or never began. */
    FAILED
  }

  public Status status() {
    if (process.isAlive()) {
      return Status.RUNNING;
    }
    return process.exitCode() == 0 ? Status.SUCCESSFUL : Status.FAILED;
  }

  /** Empty while it goes on; docs/cli.md has what each means. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitCode());
  }

  /**
   * The run; waits for the moment in which its id is known.
   *
   * @throws RecordException where the command ends before that, with all that it said
   */
  public Run run() throws InterruptedException {
    while (true) {
      boolean last = !process.isAlive(); // before the look: an id that it wrote is there then
      var id = runId();
      if (id.isPresent()) {
        return weir.run(id.get());
      }
      if (last) {
        throw new RecordException(
            "no run has begun: weir ended with exit code " + process.exitCode() + "\n" + stderr());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** The run's id, once it has begun. */
  public Optional<String> runId() {
    try {
      return Optional.of(Files.readString(idFile).strip()).filter(id -> !id.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException("the id of a run that was closed is gone", e);
    }
  }

  /** What it has written to standard output so far. */
  public String stdout() {
    return process.out();
  }

  /** What it has written to standard error so far. */
  public String stderr() {
    return process.err();
  }

  /**
   * The lines of standard output from the first on; each is waited for, until the run has ended.
   */
  public Stream<String> outputLines() {
    return process.outLines();
  }

  /** The same, of standard error. */
  public Stream<String> errorLines() {
    return process.errLines();
  }

  /** Waits until the command has ended, or for that time; says whether it has ended. */
  public boolean await(Duration most) throws InterruptedException {
    return process.await(most);
  }

  /** Its exit code, once it has ended. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit();
  }

  /** Stops the run as Ctrl-C does, and comes back at once: it can be resumed. */
  public void interrupt() {
    process.interrupt();
  }

  /**
   * Stops the run as Ctrl-C does, waits for that, and lets go of what the command wrote. What
   * {@link #run()} gave goes on to be readable.
   */
  @Override
  public void close() {
    process.close();
    try {
      Files.deleteIfExists(idFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "ExecutingRun(" + status() + ")";
  }
}
