package dev.weir.worker;

import dev.weir.launcher.Cancellation;
import dev.weir.protocol.TaskReady;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The attempts at work in this process: each once, however often it is delivered. */
@ApplicationScoped
class HeldTasks {
  private final Map<TaskReady, Cancellation> held = new HashMap<>();

  /** Nothing if the attempt is held already. */
  synchronized Optional<Cancellation> hold(TaskReady task) {
    if (held.containsKey(task)) {
      return Optional.empty();
    }
    var cancellation = new Cancellation();
    held.put(task, cancellation);
    return Optional.of(cancellation);
  }

  synchronized void release(TaskReady task) {
    held.remove(task);
    notifyAll();
  }

  /** Ends all of them; each reports itself as lost. */
  void cancelAll(String reason) {
    List<Cancellation> all;
    synchronized (this) {
      all = List.copyOf(held.values());
    }
    all.forEach(cancellation -> cancellation.cancel(reason));
  }

  /** Whether none is left within that time. */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (!held.isEmpty()) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized int count() {
    return held.size();
  }
}
