package dev.weir.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The ends of a process in which nothing more can be said. */
final class Halt {
  /** The JVM's own code for it, with {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int OUT_OF_MEMORY = 3;

  static final int LAUNCHER_GONE = 4;

  private Halt() {}

  /** Nothing is ever written there: it ends when the process that holds its other end does. */
  static void whenEnds(InputStream input) {
    Thread.ofPlatform()
        .daemon()
        .name("weir-launcher-watch")
        .start(
            () -> {
              try {
                input.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // As good as its end.
              }
              because(LAUNCHER_GONE);
            });
  }

  /** Ends the process at once, and what it started. */
  static void because(int code) {
    try {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }
}
