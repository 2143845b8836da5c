package dev.weir.cli.run;

import dev.weir.cli.console.RunConsole;
import dev.weir.client.MetadataClient;
import dev.weir.client.Retry;
import dev.weir.client.SchedulerClient;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Follows a run of the mesh and prints it like a local one. Following only looks: the run goes on
 * without it, unless it is interrupted.
 */
final class MeshRun {
  private static final int PAGE = 200;
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final RunId id;
  private final SchedulerClient scheduler;
  private final MetadataClient metadata;
  private final RunConsole console;
  private final Retry retry = new Retry();
  private final Map<Attempt, OptionalLong> pids = new HashMap<>();
  private long cursor;

  MeshRun(RunId id, SchedulerClient scheduler, MetadataClient metadata, RunConsole console) {
    this.id = id;
    this.scheduler = scheduler;
    this.metadata = metadata;
    this.console = console;
  }

  private record Attempt(TaskId task, int number) {}

  /** Returns when the run has ended, and everything it logged is printed. */
  Run follow(Interruption interruption) {
    console.run("Workflow starting (run-id " + id + "):");
    boolean cancelled = false;
    while (true) {
      var run = retry.call(() -> scheduler.get(id));
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
    var pid = pids.computeIfAbsent(new Attempt(chunk.taskId(), chunk.attempt()), this::pid);
    for (var line : chunk.lines()) {
      console.task(line.time(), id, chunk.step(), chunk.taskId(), pid, line.text());
    }
  }

  private OptionalLong pid(Attempt attempt) {
    return retry.call(() -> metadata.task(id, attempt.task())).attempts().stream()
        .filter(record -> record.attempt() == attempt.number())
        .map(record -> record.pid())
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
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
