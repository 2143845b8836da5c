package dev.weir.launcher;

import dev.weir.protocol.Failure;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.wire.FromTask.Finished;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is known of a task while a process runs it. */
final class RunningTask {
  private final LogSink sink;
  private final CompletableFuture<Optional<Finished>> end = new CompletableFuture<>();
  private boolean started;
  private @Nullable String exitedAt;
  private @Nullable Failure timedOut;
  private @Nullable String stopped;

  RunningTask(LogSink sink) {
    this.sink = sink;
  }

  /** Completed with nothing when the process ended before it took the task. */
  CompletableFuture<Optional<Finished>> end() {
    return end;
  }

  synchronized void started(long pid) {
    started = true;
    sink.started(pid);
  }

  /** One line at a time, and none once the task has ended. */
  synchronized void line(LogLine line) {
    if (!end.isDone()) {
      sink.line(line);
    }
  }

  synchronized void exiting(String where) {
    exitedAt = where;
  }

  synchronized void timedOut(Failure failure) {
    timedOut = failure;
  }

  synchronized void stop(String reason) {
    stopped = stopped == null ? reason : stopped;
  }

  synchronized void finished(Finished finished) {
    end.complete(Optional.of(finished));
  }

  /** The process is gone. What it had not said, its exit has to tell. */
  synchronized void died(ExitReport exit) {
    if (stopped != null) {
      end.complete(Optional.of(ended(new TaskOutcome.Lost(stopped))));
    }
    if (!started) {
      end.complete(Optional.empty());
    }
    if (timedOut != null) {
      end.complete(Optional.of(ended(new TaskOutcome.Failed(timedOut))));
    }
    Failure failure = exit.failure(Optional.ofNullable(exitedAt));
    end.complete(Optional.of(ended(new TaskOutcome.Failed(failure))));
  }

  private static Finished ended(TaskOutcome outcome) {
    return new Finished(outcome, Map.of(), "the process is gone");
  }
}
