package dev.weir.cli.console;

import dev.weir.protocol.Run.StepProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Lines that scroll above a table which shows how far the run is, on a terminal. */
final class LiveDisplay implements Display {
  /** A run that is over before has no use for a table. */
  private static final Duration FIRST = Duration.ofMillis(400);

  private static final Duration FRAME = Duration.ofMillis(100);

  /** So many characters don't wait for the next frame. */
  private static final int MANY = 1 << 18;

  private final PrintWriter out;
  private final Supplier<TerminalSize> size;
  private final Colours colours;
  private final LiveArea area = new LiveArea();
  private final StringBuilder waiting = new StringBuilder();
  private int columns = TerminalSize.USUAL.columns();
  private boolean shown;

  LiveDisplay(PrintWriter out, Supplier<TerminalSize> size, Colours colours) {
    this.out = out;
    this.size = size;
    this.colours = colours;
  }

  @Override
  public Colours colours() {
    return colours;
  }

  @Override
  public synchronized void print(String lines) {
    var safe = Printable.lines(lines);
    if (!shown) {
      write(safe);
      return;
    }
    waiting.append(safe);
    if (waiting.length() > MANY) {
      draw(area.drawn());
    }
  }

  /** The table is gone when the watch is closed; the lines stay. */
  @Override
  public RunConsole.Watch watch(Supplier<List<StepProgress>> progress) {
    long began = System.nanoTime();
    var ticker =
        new Ticker(
            FIRST, FRAME, () -> frame(progress.get(), Duration.ofNanos(System.nanoTime() - began)));
    return () -> {
      ticker.close();
      erase();
    };
  }

  private void frame(List<StepProgress> steps, Duration elapsed) {
    var now = size.get();
    var table = ProgressTable.lines(steps, elapsed, now, colours);
    synchronized (this) {
      shown = true;
      columns = now.columns();
      draw(table);
    }
  }

  private synchronized void erase() {
    if (shown) {
      draw(List.of());
      shown = false;
    }
  }

  private void draw(List<String> table) {
    write(area.draw(waiting, table, columns));
    waiting.setLength(0);
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      out.print(text);
      out.flush();
    }
  }
}
