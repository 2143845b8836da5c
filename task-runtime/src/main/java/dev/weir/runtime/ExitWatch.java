package dev.weir.runtime;

import dev.weir.runtime.wire.FromTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Tells the launcher, while the JVM shuts down, that the step's code asked for it, and where. */
final class ExitWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final Console console;

  ExitWatch(Outbox outbox, Console console) {
    this.outbox = outbox;
    this.console = console;
  }

  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::report, "weir-exit-watch"));
  }

  private void report() {
    // In a thread of its own: the one that exits may hold the lock of System.out.
    var words = Thread.ofPlatform().daemon().start(this::say);
    try {
      words.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say() {
    var where = whereExitWasCalled();
    console.flush();
    where.ifPresent(stack -> outbox.send(new FromTask.Exiting(stack)));
    outbox.flush(PATIENCE);
  }

  /** Nothing when a signal ends the JVM. */
  private static Optional<String> whereExitWasCalled() {
    return Thread.getAllStackTraces().values().stream()
        .filter(stack -> Arrays.stream(stack).anyMatch(ExitWatch::isExit))
        .findFirst()
        .map(stack -> new StackTraces().render(stack));
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
  }
}
