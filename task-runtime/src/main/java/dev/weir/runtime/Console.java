package dev.weir.runtime;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.runtime.wire.FromTask;
import dev.weir.runtime.wire.LineStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code System.out} and {@code System.err} as lines of the task's log. */
final class Console {
  private final Outbox outbox;
  private final LineStream out = new LineStream(line -> send(Stream.STDOUT, line));
  private final LineStream err = new LineStream(line -> send(Stream.STDERR, line));
  private final PrintStream printOut = new OpenPrintStream(out);
  private final PrintStream printErr = new OpenPrintStream(err);

  Console(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Puts the streams in place, whatever the last task left there. */
  void install() {
    System.setOut(printOut);
    System.setErr(printErr);
    System.setIn(InputStream.nullInputStream());
  }

  /** Sends what was printed without a newline at its end. */
  void flush() {
    flush(System.out, printOut);
    flush(System.err, printErr);
    out.endLine();
    err.endLine();
  }

  /**
   * Marks in the file descriptors themselves how far this task's native output goes. False when the
   * step has closed one.
   */
  static boolean mark(String token) {
    var mark = (token + "\n").getBytes(StandardCharsets.UTF_8);
    return write(FileDescriptor.out, mark) & write(FileDescriptor.err, mark);
  }

  /** The stream is not closed: that would close the descriptor. */
  private static boolean write(FileDescriptor descriptor, byte[] bytes) {
    try {
      new FileOutputStream(descriptor).write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ours keep nothing back; one that the step put in their place may. */
  private static void flush(@Nullable PrintStream current, PrintStream ours) {
    if (current == null || current == ours) {
      return;
    }
    try {
      current.flush();
    } catch (RuntimeException e) {
      ours.println("System.out or System.err could not be flushed: " + e.getClass().getName());
    }
  }

  private void send(Stream stream, String line) {
    outbox.send(new FromTask.Log(new LogLine(Instant.now(), stream, line)));
  }
}
