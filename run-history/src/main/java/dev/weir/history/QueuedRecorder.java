package dev.weir.history;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes down in a thread of its own, in the order of events, all that has come in one transaction.
 * When this process is killed the record lacks the last moments; it never tells what did not
 * happen. A run's end is stored when {@link #store(RunRecord)} returns, and all before it. Safe for
 * use by many threads.
 */
public final class QueuedRecorder implements RunRecorder, AutoCloseable {
  /** What others may see late, for the sake of fewer transactions. */
  private static final Duration LATENESS = Duration.ofMillis(20);

  private static final int FULL = 10_000;

  /** Of log lines that wait: a task may print faster than the disk takes it. */
  private static final long FULL_CHARACTERS = 8 << 20;

  private final SqliteDatabase database;
  private final SqliteRecorder recorder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition hurried = lock.newCondition();
  private final Condition stored = lock.newCondition();
  private final Thread writer;
  private Batch waiting = new Batch();
  private @Nullable RuntimeException broken;
  private boolean writing;
  private boolean urgent;
  private boolean closed;

  QueuedRecorder(SqliteDatabase database, SqliteRecorder recorder) {
    this.database = database;
    this.recorder = recorder;
    this.writer = Thread.ofPlatform().daemon().name("record").start(this::writeAll);
  }

  /** What takes effect together. */
  private static final class Batch {
    private final List<SqliteDatabase.Change> changes = new ArrayList<>();
    private final Map<Attempt, Integer> running = new HashMap<>();
    private long characters;

    private record Attempt(RunId run, TaskId task, int attempt) {}

    /** Nobody would ever see the beginning of an attempt whose end is stored with it. */
    void add(AttemptRecord attempt, SqliteDatabase.Change change) {
      var key = new Attempt(attempt.runId(), attempt.taskId(), attempt.attempt());
      var beginning = running.remove(key);
      if (beginning != null) {
        changes.set(beginning, change);
        return;
      }
      if (attempt.state() == AttemptState.RUNNING) {
        running.put(key, changes.size());
      }
      changes.add(change);
    }

    void add(LogChunk chunk, SqliteDatabase.Change change) {
      changes.add(change);
      characters += chunk.lines().stream().mapToLong(line -> line.text().length()).sum();
    }

    boolean isFull() {
      return changes.size() >= FULL || characters >= FULL_CHARACTERS;
    }
  }

  @Override
  public boolean begin(RunRecord run) {
    flush();
    return recorder.begin(run);
  }

  @Override
  public void store(RunRecord run) {
    add(batch -> batch.changes.add(() -> recorder.write(run)));
    flush();
  }

  @Override
  public void store(AttemptRecord attempt) {
    add(batch -> batch.add(attempt, () -> recorder.write(attempt)));
  }

  @Override
  public void store(LogChunk chunk) {
    add(batch -> batch.add(chunk, () -> recorder.write(chunk)));
  }

  /** Waits until all that came before is stored. */
  private void flush() {
    lock.lock();
    try {
      while (broken == null && (writing || !waiting.changes.isEmpty())) {
        urgent = true;
        hurried.signal();
        stored.awaitUninterruptibly();
      }
      throwIfBroken();
    } finally {
      lock.unlock();
    }
  }

  private interface Addition {
    void to(Batch batch);
  }

  private void add(Addition addition) {
    lock.lock();
    try {
      while (broken == null && waiting.isFull()) {
        stored.awaitUninterruptibly();
      }
      throwIfBroken();
      addition.to(waiting);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void throwIfBroken() {
    if (broken != null) {
      throw broken;
    }
  }

  private void writeAll() {
    try {
      for (var batch = next(); !batch.changes.isEmpty(); batch = next()) {
        write(batch);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      fail(new IllegalStateException("the record can't be written", e));
    }
  }

  private void write(Batch batch) {
    database.change(
        () -> {
          int rows = 0;
          for (var change : batch.changes) {
            rows += change.run();
          }
          return rows;
        });
  }

  /** Empty when no more will come. */
  private Batch next() throws InterruptedException {
    lock.lock();
    try {
      writing = false;
      stored.signalAll();
      while (waiting.changes.isEmpty() && !closed) {
        arrived.await();
      }
      gather();
      var batch = waiting;
      waiting = new Batch();
      writing = true;
      urgent = false;
      stored.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void gather() throws InterruptedException {
    var left = LATENESS.toNanos();
    while (left > 0 && !urgent && !closed && !waiting.isFull()) {
      left = hurried.awaitNanos(left);
    }
  }

  private void fail(RuntimeException e) {
    lock.lock();
    try {
      broken = e;
      stored.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stores what still waits. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
      hurried.signal();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
