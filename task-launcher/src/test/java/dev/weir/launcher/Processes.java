package dev.weir.launcher;

/** Whether processes run. */
final class Processes {
  private Processes() {}

  /** A zombie does not: an orphan that has ended is listed until init, which may never, looks. */
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
