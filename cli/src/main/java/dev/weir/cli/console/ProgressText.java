package dev.weir.cli.console;

import dev.weir.protocol.Run.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How far a run is, in one line. */
final class ProgressText {
  private ProgressText() {}

  /** For the end of a table that tells of each step. */
  static String total(List<StepProgress> steps, Duration elapsed) {
    return counts(steps, StepProgress::running) + ", " + text(elapsed);
  }

  /** For those who see no table. */
  static String summary(List<StepProgress> steps, Duration elapsed) {
    var parts = new ArrayList<String>();
    parts.add("After " + text(elapsed) + ": " + counts(steps, step -> 0));
    var running =
        steps.stream()
            .filter(step -> step.running() > 0)
            .map(step -> step.step() + " (" + step.running() + ")")
            .collect(Collectors.joining(", "));
    parts.add(running.isEmpty() ? "none is running" : "running: " + running);
    var waiting = sum(steps, StepProgress::ready);
    if (waiting > 0) {
      parts.add(waiting + " queued");
    }
    var untouched =
        steps.stream()
            .filter(step -> step.total() == 0)
            .map(StepProgress::step)
            .collect(Collectors.joining(", "));
    if (!untouched.isEmpty()) {
      parts.add("not begun: " + untouched);
    }
    return String.join("; ", parts) + ".";
  }

  /** As a person would say it, to the second in the first hour. */
  static String text(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }

  private static String counts(List<StepProgress> steps, ToLongFunction<StepProgress> running) {
    var known = sum(steps, StepProgress::total);
    var text = sum(steps, StepProgress::succeeded) + " of " + known + " known tasks done";
    return text
        + counted(sum(steps, running), "running")
        + counted(sum(steps, StepProgress::failed), "failed");
  }

  static String counted(long count, String what) {
    return count == 0 ? "" : ", " + count + " " + what;
  }

  private static long sum(List<StepProgress> steps, ToLongFunction<StepProgress> count) {
    return steps.stream().mapToLong(count).sum();
  }
}
