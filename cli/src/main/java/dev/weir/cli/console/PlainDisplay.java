package dev.weir.cli.console;

import dev.weir.protocol.Run.StepProgress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;

/** Lines, and now and then one that says how far the run is: for files, pipes and CI. */
final class PlainDisplay implements Display {
  private final PrintWriter out;
  private final Clock clock;
  private final TimeZone zone;
  private final Duration pause;

  /**
   * @param pause between two lines that say how far the run is
   */
  PlainDisplay(PrintWriter out, Clock clock, TimeZone zone, Duration pause) {
    this.out = out;
    this.clock = clock;
    this.zone = zone;
    this.pause = pause;
  }

  @Override
  public Colours colours() {
    return Colours.NONE;
  }

  @Override
  public void print(String lines) {
    synchronized (out) {
      out.print(lines);
      out.flush();
    }
  }

  @Override
  public RunConsole.Watch watch(Supplier<List<StepProgress>> progress) {
    var console = new RunConsole(this, clock, zone);
    long began = System.nanoTime();
    var ticker =
        new Ticker(
            pause,
            pause,
            () -> {
              var elapsed = Duration.ofNanos(System.nanoTime() - began);
              console.run(ProgressText.summary(progress.get(), elapsed));
            });
    return ticker::close;
  }
}
