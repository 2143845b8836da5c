package dev.weir.cli.console;

import dev.weir.cli.console.Colours.Tone;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * Prints a run as it happens, one line an event: {@code 2026-11-20 23:21:46.936 [RUN/step/TASK (pid
 * N)] message}, and on a terminal, below them, how far it is. Safe for use by many threads.
 */
public final class RunConsole {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Display display;
  private final Clock clock;
  private final LocalTimes times;

  RunConsole(Display display, Clock clock, TimeZone zone) {
    this.display = display;
    this.clock = clock;
    this.times = new LocalTimes(zone);
  }

  /**
   * A console of plain lines.
   *
   * @param zone that times are printed in
   */
  public static RunConsole plain(PrintWriter out, Clock clock, TimeZone zone) {
    return new RunConsole(new PlainDisplay(out, clock, zone, MINUTE), clock, zone);
  }

  /** A console on a terminal that {@code out} writes to. */
  public static RunConsole live(PrintWriter out, Clock clock, TimeZone zone, Terminal terminal) {
    return new RunConsole(new LiveDisplay(out, terminal::size, terminal.colours()), clock, zone);
  }

  /** Shows how far a run is, until it is closed. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Shows how far the run is from now on: on a terminal all the time, elsewhere once a minute.
   *
   * @param progress each step in the graph's order; asked by another thread
   */
  public Watch watch(Supplier<List<StepProgress>> progress) {
    return display.watch(progress);
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
    var head = times.withMillis(time) + " " + label;
    var painted = display.colours().paint(Tone.QUIET, head);
    var lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(painted).append(line).append('\n'));
    display.print(lines.isEmpty() ? head.stripTrailing() + "\n" : lines.toString());
  }
}
