package dev.weir.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

/** What a step leaves behind that would trouble the next one in the same process. */
record Leftovers(Thread task) {
  private static final Duration GRACE = Duration.ofMillis(200);

  /** Above this share of the heap something of the step's is still held. */
  private static final double GROWN = 0.3;

  private static final long WORTH_COLLECTING = 128L << 20;

  /** Why the process should not be used again, or nothing. */
  Optional<String> find() {
    var threads = Arrays.stream(allThreads()).filter(this::isOfStep).filter(this::stays).toList();
    if (!threads.isEmpty()) {
      return Optional.of(
          "the step left threads running: "
              + threads.stream().map(Thread::getName).limit(5).collect(Collectors.joining(", ")));
    }
    if (!ForkJoinPool.commonPool().isQuiescent()) {
      return Optional.of("the step left work in the common pool");
    }
    return hasGrown() ? Optional.of("its heap has grown") : Optional.empty();
  }

  private boolean isOfStep(Thread thread) {
    return thread != task
        && thread.isAlive()
        && (thread.getContextClassLoader() == task.getContextClassLoader() || isForeign(thread));
  }

  /** Ours are daemons, but for the main one; so are the JDK's. */
  private static boolean isForeign(Thread thread) {
    return !thread.isDaemon() && !thread.getName().equals("main") && thread.threadId() != 1;
  }

  /** An executor that was shut down needs a moment. */
  private boolean stays(Thread thread) {
    try {
      return !thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What is garbage goes now: the next task shall not need its own memory beside this one's. */
  private static boolean hasGrown() {
    double most = GROWN * Runtime.getRuntime().maxMemory();
    if (used() < Math.min(most, WORTH_COLLECTING)) {
      return false;
    }
    System.gc();
    return used() >= most;
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Thread[] allThreads() {
    var group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    var threads = new Thread[group.activeCount() + 64];
    return Arrays.copyOf(threads, group.enumerate(threads));
  }
}
