package dev.weir.cli.run;

import dev.weir.client.Json;
import dev.weir.history.RunRecorder;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.Run;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run, for machines: one line of JSON an event, the moment it happens. Safe for
 * use by many threads.
 */
public final class RunEvents {
  private final PrintWriter out;

  public RunEvents(PrintWriter out) {
    this.out = out;
  }

  /** Hands on to another recorder, and tells what of it the run's reader wants to know. */
  RunRecorder telling(RunRecorder recorder) {
    return new RunRecorder() {
      @Override
      public boolean begin(RunRecord run) {
        return recorder.begin(run);
      }

      @Override
      public void store(RunRecord run) {
        recorder.store(run);
      }

      @Override
      public void store(AttemptRecord attempt) {
        recorder.store(attempt);
        tell(attempt);
      }

      @Override
      public void store(LogChunk chunk) {
        recorder.store(chunk);
      }
    };
  }

  void began(RunRecord run, String place) {
    tell(
        new RunEvent.RunStarted(
            run.createdAt(), run.id(), run.flow(), place, run.origin(), run.parameters()));
  }

  void began(Run run, String place) {
    tell(
        new RunEvent.RunStarted(
            run.createdAt(), run.id(), run.flow(), place, null, run.parameters()));
  }

  void ended(RunId run, RunState state, Instant begin, Instant end, Optional<TaskFailure> why) {
    tell(new RunEvent.RunEnded(end, run, state, seconds(begin, end), why.orElse(null)));
  }

  /** A run of a mesh, which says only how it began and how it ended. */
  void ended(Run run) {
    var end = Optional.ofNullable(run.finishedAt()).orElseGet(run::createdAt);
    ended(run.id(), run.state(), run.createdAt(), end, Optional.ofNullable(run.failure()));
  }

  private void tell(AttemptRecord attempt) {
    var key = attempt.key();
    var end = attempt.finishedAt();
    tell(
        attempt.state() == AttemptState.RUNNING || end == null
            ? new RunEvent.TaskStarted(
                attempt.startedAt(),
                attempt.runId(),
                key.step(),
                attempt.taskId(),
                index(attempt),
                attempt.attempt())
            : new RunEvent.TaskEnded(
                end,
                attempt.runId(),
                key.step(),
                attempt.taskId(),
                index(attempt),
                attempt.attempt(),
                attempt.state(),
                seconds(attempt.startedAt(), end),
                attempt.failure(),
                attempt.origin()));
  }

  private static @Nullable Integer index(AttemptRecord attempt) {
    var frames = attempt.key().frames();
    return frames.isEmpty() ? null : frames.getLast().index();
  }

  private static double seconds(Instant begin, Instant end) {
    return Duration.between(begin, end).toMillis() / 1000.0;
  }

  private void tell(RunEvent event) {
    var line = Json.text(event);
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
