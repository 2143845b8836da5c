package dev.weir.cli.run;

import dev.weir.cli.console.RunConsole;
import dev.weir.client.MetadataClient;
import dev.weir.client.Retry;
import dev.weir.client.SchedulerClient;
import dev.weir.history.MeshHistory;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.Run;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows a run of the mesh and prints it like a local one. Following only looks: the run goes on
 * without it, unless it is interrupted.
 */
final class MeshRun {
  private static final int PAGE = 200;
  private static final int RECORD_TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final RunId id;
  private final SchedulerClient scheduler;
  private final MetadataClient metadata;
  private final RunConsole console;
  private final Interruption interruption;
  private final Retry retry = new Retry();
  private final Map<Attempt, Long> pids = new HashMap<>();
  private volatile List<StepProgress> steps = List.of();
  private long cursor;

  MeshRun(
      RunId id,
      SchedulerClient scheduler,
      MetadataClient metadata,
      RunConsole console,
      Interruption interruption) {
    this.id = id;
    this.interruption = interruption;
    this.scheduler = scheduler;
    this.metadata = metadata;
    this.console = console;
  }

  private record Attempt(TaskId task, int number) {}

  /** Returns when the run has ended, and everything it logged is printed. */
  Run follow() {
    console.run("Workflow starting (run-id " + id + "):");
    try (var _ = console.watch(() -> steps)) {
      return followToItsEnd();
    }
  }

  private Run followToItsEnd() {
    boolean cancelled = false;
    while (true) {
      var run = retry.call(() -> scheduler.get(id));
      steps = run.steps();
      printNews();
      if (run.state().ended()) {
        conclude(run);
        return run;
      }
      if (interruption.comesWithin(PAUSE) && !cancelled) {
        console.run("Cancelling the run ...");
        retry.call(() -> scheduler.cancel(id));
        cancelled = true;
      }
    }
  }

  private void printNews() {
    while (true) {
      long after = cursor;
      var feed = retry.call(() -> metadata.logs(id, after, PAGE));
      feed.chunks().forEach(this::print);
      cursor = feed.cursor();
      if (feed.chunks().isEmpty()) {
        return;
      }
    }
  }

  private void print(LogChunk chunk) {
    var pid = pid(new Attempt(chunk.taskId(), chunk.attempt()));
    for (var line : chunk.lines()) {
      console.task(line.time(), id, chunk.step(), chunk.taskId(), pid, line.text());
    }
  }

  /** A log may be a moment quicker than the record of the attempt that wrote it. */
  private OptionalLong pid(Attempt attempt) {
    var known = pids.get(attempt);
    for (int i = 0; known == null && i < RECORD_TRIES; i++) {
      known = recordedPid(attempt).orElse(null);
      if (known == null) {
        interruption.comesWithin(PAUSE);
      }
    }
    if (known == null) {
      return OptionalLong.empty();
    }
    pids.put(attempt, known);
    return OptionalLong.of(known);
  }

  private Optional<Long> recordedPid(Attempt attempt) {
    return new MeshHistory(metadata)
        .task(id, attempt.task()).stream()
            .flatMap(task -> task.attempts().stream())
            .filter(record -> record.attempt() == attempt.number())
            .map(AttemptRecord::pid)
            .filter(Objects::nonNull)
            .findFirst();
  }

  private void conclude(Run run) {
    switch (run.state()) {
      case SUCCEEDED -> console.run("Done!");
      case CANCELLED -> console.run("Workflow cancelled.");
      case RUNNING, FAILED -> {
        console.run("Workflow failed.");
        var failure = run.failure();
        if (failure != null) {
          console.run(RunFailures.text(id, failure));
        }
      }
    }
  }
}
