package dev.weir.launcher;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.runtime.wire.LineStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads what a task process writes to its file descriptor 1 or 2 past {@code System.out}: native
 * code, the JVM itself, and processes that the step started.
 */
final class RawOutput {
  private final InputStream in;
  private final Stream stream;
  private final Consumer<LogLine> lines;
  private final LineStream splitter = new LineStream(this::line);
  private volatile Mark mark = new Mark("", new CountDownLatch(1));
  private final Thread reader;

  /** The end of one task's output, and whether it has been read. */
  private record Mark(String token, CountDownLatch read) {}

  RawOutput(InputStream in, Stream stream, Consumer<LogLine> lines, String name) {
    this.in = in;
    this.stream = stream;
    this.lines = lines;
    this.reader = Thread.ofPlatform().daemon().name(name).start(this::readAll);
  }

  void expect(String token) {
    mark = new Mark(token, new CountDownLatch(1));
  }

  /** Whether everything up to the expected token has been handed on in time. */
  boolean awaitMark(Duration atMost) throws InterruptedException {
    return mark.read().await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until the descriptor is closed by all who have it, but not for ever. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    reader.join(atMost);
  }

  private void readAll() {
    try (in) {
      in.transferTo(splitter);
    } catch (IOException e) {
      // The process was ended from here; there is nothing more to read.
    }
    splitter.endLine();
    mark.read().countDown();
  }

  private void line(String text) {
    var expected = mark;
    if (expected.token().isEmpty() || !text.endsWith(expected.token())) {
      lines.accept(new LogLine(Instant.now(), stream, text));
      return;
    }
    var before = text.substring(0, text.length() - expected.token().length());
    if (!before.isEmpty()) {
      lines.accept(new LogLine(Instant.now(), stream, before));
    }
    expected.read().countDown();
  }
}
