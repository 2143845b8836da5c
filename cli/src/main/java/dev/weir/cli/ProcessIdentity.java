package dev.weir.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One process of this machine, for ever: its pid and when it started, for a pid is given to another
 * process some day.
 */
public record ProcessIdentity(long pid, Instant startedAt) {
  /** The kernel counts a start from the boot, whose moment it corrects now and then. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(
        process.pid(), process.info().startInstant().orElseGet(Instant::now));
  }

  /** The process, while it lives. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessIdentity::isRunning).filter(this::isThis);
  }

  /** A zombie is not: it has ended, has no command any more, and waits for its parent to notice. */
  public static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private boolean isThis(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }
}
