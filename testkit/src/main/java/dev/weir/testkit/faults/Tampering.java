package dev.weir.testkit.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** What happens to a body on its way, at a place that is a share of its length. */
final class Tampering {
  private final double share;
  private final Act act;
  private final LongConsumer counter;
  private long position;
  private long place = Long.MAX_VALUE;

  private Tampering(double share, Act act, LongConsumer counter) {
    this.share = share;
    this.act = act;
    this.counter = counter;
  }

  /** Does something with a buffer and the place in it; what is before that place is sent. */
  private interface Act {
    void at(byte[] buffer, int place, OutputStream to) throws IOException;
  }

  /** What a stall waits with, so that it ends when the proxy does. */
  @FunctionalInterface
  interface Pause {
    void begin() throws IOException;
  }

  /** Thrown where the body is to break off. */
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1;

    BrokenOff() {
      super("broken off, as the test wanted it");
    }
  }

  static Tampering none(LongConsumer counter) {
    return new Tampering(2, (buffer, place, to) -> {}, counter);
  }

  static Tampering breakOff(double share, LongConsumer counter) {
    return new Tampering(
        share,
        (buffer, place, to) -> {
          to.flush();
          throw new BrokenOff();
        },
        counter);
  }

  static Tampering flipBit(double share, LongConsumer counter) {
    return new Tampering(share, (buffer, place, to) -> buffer[place] ^= 1, counter);
  }

  static Tampering pause(double share, Pause pause, LongConsumer counter) {
    return new Tampering(
        share,
        (buffer, place, to) -> {
          to.flush();
          pause.begin();
        },
        counter);
  }

  /** That many bytes come next; of the first such piece that is long enough one is chosen. */
  void expect(long length) {
    if (place == Long.MAX_VALUE && share < 1) {
      place = position + (long) (length * share);
    }
  }

  void write(byte[] buffer, int length, OutputStream to) throws IOException {
    counter.accept(length);
    int from = 0;
    if (place >= position && place < position + length) {
      from = (int) (place - position);
      to.write(buffer, 0, from);
      act.at(buffer, from, to);
    }
    to.write(buffer, from, length - from);
    position += length;
  }
}
