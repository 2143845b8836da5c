package dev.weir.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way to end a task from another thread. Asked for once, it stays asked for. */
public final class Cancellation {
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private @Nullable String reason;

  /** Ends the task's process and all that it started; its report will say the reason. */
  public void cancel(String because) {
    List<Consumer<String>> told;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = because;
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(because));
  }

  /** The listener hears of it at once if it has happened already, and no more once removed. */
  public Registration onCancel(Consumer<String> listener) {
    String already;
    synchronized (this) {
      already = reason;
      if (already == null) {
        listeners.add(listener);
      }
    }
    if (already != null) {
      listener.accept(already);
    }
    return () -> remove(listener);
  }

  private synchronized void remove(Consumer<String> listener) {
    listeners.remove(listener);
  }

  /** Someone who listens. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
