package dev.weir.runs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The lines of a file that somebody writes, from the first to the last, waiting for each. */
final class FollowedFile implements Iterator<String> {
  private static final long PAUSE_MILLIS = 20;

  private final InputStream bytes;
  private final BooleanSupplier goesOn;

  /** A character may have been written by half. */
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private @Nullable String next;

  private FollowedFile(InputStream bytes, BooleanSupplier goesOn) {
    this.bytes = bytes;
    this.goesOn = goesOn;
  }

  /**
   * Each line once it is whole, or once nobody writes any more.
   *
   * @param goesOn whether somebody writes
   */
  static Stream<String> lines(Path file, BooleanSupplier goesOn) {
    try {
      var bytes = new BufferedInputStream(Files.newInputStream(file));
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(
                  new FollowedFile(bytes, goesOn), Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> close(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the output of a command that was closed is gone", e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var line = next;
    next = null;
    return line;
  }

  private @Nullable String read() {
    try {
      while (true) {
        boolean last = !goesOn.getAsBoolean(); // before the read: what it wrote is there then
        if (readToLineEnd()) {
          return taken();
        }
        if (last) {
          close(bytes);
          return begun.size() == 0 ? null : taken();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      return null; // closed while somebody waited
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private boolean readToLineEnd() throws IOException {
    for (int b = bytes.read(); b >= 0; b = bytes.read()) {
      if (b == '\n') {
        return true;
      }
      begun.write(b);
    }
    return false;
  }

  private String taken() {
    var line = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    return line;
  }

  private static void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
