package dev.weir.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far; a part that comes after the end is closed at once. */
final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    if (closed) {
      closeAll();
    }
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeAll();
  }

  private void closeAll() {
    while (!parts.isEmpty()) {
      closeOne(parts.pop());
    }
  }

  /** One part that does not stop must not keep the others running. */
  private static void closeOne(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println(part.getClass().getSimpleName() + " did not stop cleanly: " + e);
    }
  }
}
