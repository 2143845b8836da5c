package dev.weir.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process of this machine, for ever: its pid and when it started, for a pid is given to another
 * process some day.
 *
 * @param start Linux: the boot, and the ticks from it to the start, since the kernel's answer in
 *     wall time moves whenever somebody sets the clock. Elsewhere an instant
 */
public record ProcessIdentity(long pid, String start) {
  private static final Path PROC = Path.of("/proc");

  /**
   * Counted from the field after the command, which may hold blanks but ends at the last bracket.
   */
  private static final int START = 19;

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), start(process).orElse("unknown at " + Instant.now()));
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
    return start(process).filter(start::equals).isPresent();
  }

  private static Optional<String> start(ProcessHandle process) {
    try {
      var boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      var stat = Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(boot + "/" + fields[START]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return process.info().startInstant().map(Instant::toString);
    }
  }
}
