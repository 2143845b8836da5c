package dev.weir.runs;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Failure;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One attempt at a task. */
public final class Attempt {
  private final Task task;
  private final AttemptRecord attempt;

  Attempt(Task task, AttemptRecord attempt) {
    this.task = task;
    this.attempt = attempt;
  }

  public Task task() {
    return task;
  }

  /** From 0. */
  public int number() {
    return attempt.attempt();
  }

  public AttemptState state() {
    return attempt.state();
  }

  /** Who ran it. */
  public String worker() {
    return attempt.worker();
  }

  public Instant startedAt() {
    return attempt.startedAt();
  }

  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(attempt.finishedAt());
  }

  /** Why it failed; also where {@code @Catch} made up for it. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(attempt.failure());
  }

  /** What it stored; empty unless it succeeded. */
  public Artifacts artifacts() {
    return new Artifacts(
        "attempt " + number() + " of task " + task.pathspec() + ", which is " + state(),
        attempt.artifacts(),
        task.run().found().store());
  }

  public String stdout() {
    return text(LogLine.Stream.STDOUT);
  }

  public String stderr() {
    return text(LogLine.Stream.STDERR);
  }

  /**
   * All that it logged, Weir's own words about it, too. Of a task that a resumed run took over, it
   * is what the task that ran did log.
   */
  public List<LogLine> logLines() {
    var chunks = chunks();
    // A task that was taken over is one attempt, whatever number of them it took.
    var last = chunks.stream().mapToInt(LogChunk::attempt).max().orElse(number());
    var number = attempt.origin() == null ? number() : last;
    return chunks.stream()
        .filter(chunk -> chunk.attempt() == number)
        .flatMap(chunk -> chunk.lines().stream())
        .toList();
  }

  private List<LogChunk> chunks() {
    var origin = attempt.origin();
    return origin == null
        ? task.run().found().history().logs(attempt.runId(), attempt.taskId())
        : task.run().weir().places().find(origin.run()).history().logs(origin.run(), origin.task());
  }

  private String text(LogLine.Stream stream) {
    return logLines().stream()
        .filter(line -> line.stream() == stream)
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return "Attempt(" + task.pathspec() + "/" + number() + ", " + state() + ")";
  }
}
