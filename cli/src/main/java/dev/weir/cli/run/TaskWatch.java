package dev.weir.cli.run;

import dev.weir.cli.console.RunConsole;
import dev.weir.history.RunRecorder;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskRemarks;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt of a local run: prints what it says and takes it down. */
final class TaskWatch implements LogSink {
  private static final int CHUNK_LINES = 200;
  private static final Duration CHUNK_TIME = Duration.ofSeconds(1);

  private final TaskAssignment task;
  private final RunConsole console;
  private final RunRecorder recorder;
  private final Consumer<RuntimeException> unrecorded;
  private final Stopwatch clock = Stopwatch.from(Instant.now());
  private final KeptLog kept;
  private final List<LogLine> unsaved = new ArrayList<>();
  private Instant savedAt = clock.begin();
  private OptionalLong pid = OptionalLong.empty();
  private int sequence;

  /**
   * Watches from now on.
   *
   * @param unrecorded is told why something could not be recorded; the caller here, who hands on
   *     lines, can do nothing about it
   */
  TaskWatch(
      TaskAssignment task,
      LogLimit limit,
      RunConsole console,
      RunRecorder recorder,
      Consumer<RuntimeException> unrecorded) {
    this.unrecorded = unrecorded;
    this.kept = new KeptLog(limit);
    this.task = task;
    this.console = console;
    this.recorder = recorder;
  }

  @Override
  public synchronized void started(long process) {
    pid = OptionalLong.of(process);
    take(() -> recorder.store(record(AttemptState.RUNNING, null, Map.of(), null, null)));
    line(TaskRemarks.starting(task));
  }

  @Override
  public synchronized void line(LogLine line) {
    print(line);
    unsaved.addAll(kept.of(line));
    if (unsaved.size() >= CHUNK_LINES) {
      take(this::save);
    } else {
      saveIfDue();
    }
  }

  /** For those who read along: a task may be silent for hours after a line. */
  synchronized void saveIfDue() {
    if (Duration.between(savedAt, clock.now()).compareTo(CHUNK_TIME) > 0) {
      take(this::save);
    }
  }

  private void print(LogLine line) {
    console.task(line.time(), task.runId(), task.key().step(), task.taskId(), pid, line.text());
  }

  /** The attempt ended so; its record says it from now on. */
  synchronized void ended(TaskReport report) {
    if (pid.isEmpty()) {
      recorder.store(record(AttemptState.RUNNING, null, Map.of(), null, null));
    }
    unsaved.addAll(kept.cuts());
    var remarks = TaskRemarks.ended(task, report.outcome());
    remarks.forEach(this::print);
    unsaved.addAll(remarks); // kept, however long the log is
    save();
    recorder.store(
        switch (report.outcome()) {
          case TaskOutcome.Succeeded(var outputs, var transition, var caught) ->
              record(AttemptState.SUCCEEDED, outputs, report.artifacts(), transition, caught);
          case TaskOutcome.Failed(var failure) ->
              record(AttemptState.FAILED, null, Map.of(), null, failure);
          case TaskOutcome.Lost(var reason) ->
              record(
                  AttemptState.LOST,
                  null,
                  Map.of(),
                  null,
                  new Failure(FailureKind.PLATFORM, reason, null));
        });
  }

  private void take(Runnable recording) {
    try {
      recording.run();
    } catch (RuntimeException e) {
      unrecorded.accept(e);
    }
  }

  private void save() {
    if (!unsaved.isEmpty()) {
      recorder.store(
          new LogChunk(
              task.runId(), task.taskId(), task.key().step(), task.attempt(), sequence++, unsaved));
      unsaved.clear();
    }
    savedAt = clock.now();
  }

  private AttemptRecord record(
      AttemptState state,
      @Nullable Digest outputs,
      Map<String, ArtifactRef> artifacts,
      @Nullable Transition transition,
      @Nullable Failure failure) {
    return new AttemptRecord(
        task.runId(),
        task.taskId(),
        task.key(),
        task.attempt(),
        state,
        LocalRun.WORKER,
        pid.isPresent() ? pid.getAsLong() : null,
        clock.begin(),
        state == AttemptState.RUNNING ? null : clock.now(),
        outputs,
        artifacts,
        transition,
        failure,
        null);
  }
}
