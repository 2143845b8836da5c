package dev.weir.runs;

import dev.weir.history.PastInputs;
import dev.weir.history.RecordException;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task of a run, as the record had it when this was made. What it stored and printed is that of
 * its newest attempt.
 */
public final class Task {
  private final Run run;
  private final TaskRecord task;

  Task(Run run, TaskRecord task) {
    this.run = run;
    this.task = task;
  }

  public String id() {
    return task.id().value();
  }

  /** {@code FLOW/RUN/STEP/TASK}. */
  public String pathspec() {
    return run.pathspec() + "/" + stepName() + "/" + id();
  }

  public Run run() {
    return run;
  }

  public String stepName() {
    return task.key().step();
  }

  public Step step() {
    return run.step(stepName());
  }

  public TaskState state() {
    return task.state();
  }

  /** Whether the step's code came to its end: not where {@code @Catch} made up for it. */
  public boolean successful() {
    return state() == TaskState.SUCCEEDED && failure().isEmpty();
  }

  /** Whether it succeeded, or failed and {@code @Catch} made up for it: others could follow it. */
  public boolean passed() {
    return state() == TaskState.SUCCEEDED;
  }

  /** Whether it has ended, successful or not. */
  public boolean finished() {
    return state().ended();
  }

  /** Why its newest attempt failed; also where {@code @Catch} made up for it. */
  public Optional<Failure> failure() {
    return attempt().failure();
  }

  public Instant createdAt() {
    return task.createdAt();
  }

  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(task.finishedAt());
  }

  /** Which item of the innermost foreach, or branch, or node of a gang it is, from 0. */
  public OptionalInt index() {
    return frames().isEmpty() ? OptionalInt.empty() : OptionalInt.of(frames().getLast().index());
  }

  /** The splits it stands in, outermost first. */
  public List<Frame> frames() {
    return task.key().frames();
  }

  /** Which time it is that its step chose itself, from 0. */
  public int round() {
    return task.key().round();
  }

  /** All there were, from the first to the newest. */
  public List<Attempt> attempts() {
    return task.attempts().stream().map(this::attempt).toList();
  }

  /** The newest. */
  public Attempt attempt() {
    return attempt(task.attempts().getLast());
  }

  /** The attempt of that number, from 0. */
  public Attempt attempt(int number) {
    return attempts().stream()
        .filter(attempt -> attempt.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new RecordException(
                    "task "
                        + pathspec()
                        + " has no attempt "
                        + number
                        + "; those there were: "
                        + attempts().stream()
                            .map(attempt -> Integer.toString(attempt.number()))
                            .collect(Collectors.joining(", "))));
  }

  /** What it stored; empty unless it succeeded. */
  public Artifacts artifacts() {
    return attempt().artifacts();
  }

  /** What its step's code printed to standard output. */
  public String stdout() {
    return attempt().stdout();
  }

  public String stderr() {
    return attempt().stderr();
  }

  /** All that its newest attempt logged, Weir's own words about it, too. */
  public List<LogLine> logLines() {
    return attempt().logLines();
  }

  /** The tasks it followed: of a join, one a branch, in their order. */
  public List<Task> parents() {
    return Relatives.parents(this);
  }

  /** The tasks that follow it, of those there are by now. */
  public Stream<Task> children() {
    return Relatives.children(this);
  }

  /** The path of the task that a resumed run took over instead of running this one. */
  public Optional<String> originPathspec() {
    return Optional.ofNullable(task.attempts().getLast().origin())
        .map(
            origin ->
                run.flow().name() + "/" + origin.run() + "/" + stepName() + "/" + origin.task());
  }

  /** The task as the record has it now. */
  public Task refresh() {
    return run.found()
        .history()
        .task(task.runId(), task.id())
        .map(now -> new Task(run, now))
        .orElseThrow(() -> new RecordException("task " + pathspec() + " is gone from the record"));
  }

  TaskRecord record() {
    return task;
  }

  TaskKey key() {
    return task.key();
  }

  PastInputs past() {
    return new PastInputs(run.code().graph(), run.found().history(), task.runId());
  }

  private Attempt attempt(AttemptRecord attempt) {
    return new Attempt(this, attempt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Task that && that.run.equals(run) && that.id().equals(id());
  }

  @Override
  public int hashCode() {
    return pathspec().hashCode();
  }

  @Override
  public String toString() {
    return "Task(" + pathspec() + ", " + state() + ")";
  }
}
