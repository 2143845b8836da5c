package dev.weir.runtime.wire;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Turns bytes into lines of UTF-8, each handed on when its newline comes. A line longer than
 * {@value #MAX_LINE} bytes is cut, between two characters. Closing it hands on the rest and leaves
 * it open: nobody can take a task's output away. Safe for use by many threads.
 */
public final class LineStream extends OutputStream {
  public static final int MAX_LINE = 16 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<String> lines;
  private final byte[] line = new byte[MAX_LINE];
  private int length;

  public LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    lock.lock();
    try {
      for (int i = offset; i < offset + count; i++) {
        add(bytes[i]);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what has come since the last newline, if anything has. */
  public void endLine() {
    lock.lock();
    try {
      if (length > 0) {
        emit(length);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    endLine();
  }

  private void add(byte b) {
    if (b == '\n') {
      emit(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
      return;
    }
    if (length == MAX_LINE) {
      cut(isContinuation(b) ? lastCharacterStart() : length);
    }
    line[length++] = b;
  }

  private void cut(int end) {
    var rest = length - end;
    emit(end);
    System.arraycopy(line, end, line, 0, rest);
    length = rest;
  }

  private int lastCharacterStart() {
    for (int i = length - 1; i > length - 4; i--) {
      if (!isContinuation(line[i])) {
        return i;
      }
    }
    return length;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** A NUL becomes the replacement character: databases do not store it as text. */
  private void emit(int end) {
    length = 0;
    lines.accept(new String(line, 0, end, StandardCharsets.UTF_8).replace('\0', '\uFFFD'));
  }
}
