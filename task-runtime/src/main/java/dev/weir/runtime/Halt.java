package dev.weir.runtime;

/** The ends of a process in which nothing more can be said. */
final class Halt {
  /** The JVM's own code for it, with {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int OUT_OF_MEMORY = 3;

  static final int LAUNCHER_GONE = 4;

  private Halt() {}

  /** Ends the process at once, and what it started. */
  static void because(int code) {
    try {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }
}
