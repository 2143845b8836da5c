package dev.weir.cli.store;

import dev.weir.cli.console.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line on a terminal that says how many bytes have been read; nothing elsewhere. */
public final class Progress implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final long total;
  private final LongSupplier read;
  private final long began = System.nanoTime();
  private final Thread ticking;

  /**
   * @param total as many bytes there are, about
   */
  public Progress(PrintWriter out, long total, LongSupplier read) {
    this.out = out;
    this.total = total;
    this.read = read;
    this.ticking =
        Terminal.ofStandardOutput().isPresent()
            ? Thread.ofVirtual().start(this::tick)
            : Thread.ofVirtual().unstarted(() -> {});
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK);
        out.print(ERASE + line());
        out.flush();
      }
    } catch (InterruptedException e) {
      out.print(ERASE);
      out.flush();
    }
  }

  private String line() {
    var done = read.getAsLong();
    var seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "%s of %s checked, %s a second",
        Sizes.text(done),
        Sizes.text(Math.max(total, done)),
        Sizes.text((long) (done / Math.max(seconds, 0.001))));
  }

  @Override
  public void close() {
    try {
      if (ticking.isAlive()) {
        ticking.interrupt();
        ticking.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
