package dev.weir.worker;

import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The lines of one attempt on their way to metadata-svc: collected as they come, sent in numbered
 * chunks in the background, all of them by the time it is closed. What waits here is bounded by the
 * limit on each stream.
 */
final class TaskLog implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TaskLog.class);
  private static final int MOST_LINES = 500;
  private static final int MOST_CHARACTERS = 1 << 18;

  private final TaskAssignment task;
  private final Consumer<LogChunk> store;
  private final long limit;
  private final Map<Stream, Long> sizes = new EnumMap<>(Stream.class);
  private final Queue<LogLine> waiting = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sender;
  private int sequence;

  /**
   * @param store keeps a chunk, however long it takes, or throws when it gives up
   * @param limit of characters of each stream
   */
  TaskLog(TaskAssignment task, Consumer<LogChunk> store, Duration interval, long limit) {
    this.task = task;
    this.store = store;
    this.limit = limit;
    this.sender =
        Thread.ofVirtual().name("weir-log-" + task.taskId()).start(() -> sendUntilClosed(interval));
  }

  void add(LogLine line) {
    synchronized (waiting) {
      var before = sizes.getOrDefault(line.stream(), 0L);
      if (before > limit) {
        return;
      }
      var size = before + line.text().length() + 1;
      sizes.put(line.stream(), size);
      waiting.add(size > limit ? leftOut(line) : line);
    }
  }

  private LogLine leftOut(LogLine line) {
    return new LogLine(
        line.time(),
        Stream.RUNTIME,
        "%s is longer than %d characters; the rest is left out".formatted(line.stream(), limit));
  }

  private void sendUntilClosed(Duration interval) {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        sendWaiting();
      }
      sendWaiting();
    } catch (ServiceException e) {
      LOG.warnf(
          "log lines lost runId=%s taskId=%s attempt=%d cause=%s",
          task.runId(), task.taskId(), task.attempt(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendWaiting() {
    for (var lines = next(); !lines.isEmpty(); lines = next()) {
      store.accept(
          new LogChunk(
              task.runId(), task.taskId(), task.key().step(), task.attempt(), sequence++, lines));
    }
  }

  private List<LogLine> next() {
    synchronized (waiting) {
      var lines = new ArrayList<LogLine>();
      var characters = 0;
      while (!waiting.isEmpty() && lines.size() < MOST_LINES && characters < MOST_CHARACTERS) {
        var line = waiting.remove();
        characters += line.text().length();
        lines.add(line);
      }
      return lines;
    }
  }

  /** Returns when every line is stored, or was given up. */
  @Override
  public void close() {
    closed.countDown();
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
