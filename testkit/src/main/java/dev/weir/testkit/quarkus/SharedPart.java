package dev.weir.testkit.quarkus;

import java.util.Optional;
import java.util.concurrent.Callable;

/** A part that is started when first asked for and closed when the JVM ends. */
final class SharedPart<T extends AutoCloseable> {
  private final Callable<T> start;
  private Optional<T> started = Optional.empty();

  SharedPart(Callable<T> start) {
    this.start = start;
  }

  synchronized T get() {
    if (started.isEmpty()) {
      started = Optional.of(start());
    }
    return started.get();
  }

  private T start() {
    try {
      var part = start.call();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(part), "stop-testkit"));
      return part;
    } catch (Exception e) {
      throw new IllegalStateException("a part of the tests does not start: " + e.getMessage(), e);
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println(part.getClass().getSimpleName() + " did not stop cleanly: " + e);
    }
  }
}
