package dev.weir.compiler;

import java.util.Arrays;

/**
 * While an author's code runs in the command's own process: should it end that process, nobody
 * would learn why, and the exit code might say that all went well.
 */
final class ExitGuard implements AutoCloseable {
  /** As for any other fault of the flow. */
  private static final int USAGE = 2;

  private final Thread hook;

  /**
   * Watches until it is closed.
   *
   * @param fault what to say then
   */
  ExitGuard(String fault) {
    this.hook = new Thread(() -> tell(fault), "weir-exit-guard");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void tell(String fault) {
    if (isExitCalled()) {
      System.err.println("weir: " + fault);
      Runtime.getRuntime().halt(USAGE);
    }
  }

  /** Else a signal ends it. */
  private static boolean isExitCalled() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit"));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out, by a signal.
    }
  }
}
