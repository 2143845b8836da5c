package dev.weir.cli.console;

import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/**
 * Prints a run as it happens, one line an event: {@code 2026-11-20 23:21:46.936 [RUN/step/TASK (pid
 * N)] message}. Safe for use by many threads.
 */
public final class RunConsole {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private final PrintWriter out;
  private final Clock clock;

  /**
   * A console.
   *
   * @param clock whose zone the times are printed in
   */
  public RunConsole(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Something about the run as a whole. */
  public void run(String message) {
    print(clock.instant(), "", message);
  }

  /** Something that a task printed, or that is to be said about it; may have several lines. */
  public void task(
      Instant time, RunId run, String step, TaskId task, OptionalLong pid, String text) {
    print(time, label(run, step, task, pid), text);
  }

  /** The same, happening now. */
  public void task(RunId run, String step, TaskId task, OptionalLong pid, String text) {
    task(clock.instant(), run, step, task, pid, text);
  }

  private static String label(RunId run, String step, TaskId task, OptionalLong pid) {
    var path = run + "/" + step + "/" + task;
    return pid.isPresent() ? "[" + path + " (pid " + pid.getAsLong() + ")] " : "[" + path + "] ";
  }

  private void print(Instant time, String label, String text) {
    var head = TIME.format(time.atZone(clock.getZone())) + " " + label;
    synchronized (out) {
      text.lines().forEach(line -> out.println(head + line));
      if (text.isEmpty()) {
        out.println(head.stripTrailing());
      }
      out.flush();
    }
  }
}
