package dev.weir.history;

import dev.weir.client.RunFilter;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The record of runs in one place: on this machine, or in a mesh. */
public interface RunHistory {
  /** How many tasks are asked for at once. */
  int PAGE = 200;

  /** The place, for people to read: {@code local} or {@code mesh}. */
  String place();

  /** The newest runs first. */
  List<RunRecord> runs(RunFilter which);

  Optional<RunRecord> run(RunId run);

  /**
   * Changes the tags that users gave a run, which there is; all at once, whoever else changes them.
   *
   * @return the run afterwards
   */
  RunRecord tag(RunId run, TagChange change);

  /** Takes down that a run's artifacts are no longer kept; the first to say so is right. */
  void collect(RunId run, Collected by);

  /** The names of the flows that have a run, or one with that tag; in order. */
  List<String> flows(Optional<String> tag);

  /**
   * Some of a step's tasks in the order they were made; none where there is no such step.
   *
   * @param after the last one of the page before
   */
  List<TaskRecord> tasks(RunId run, String step, @Nullable TaskId after, int limit);

  /** All of a step's tasks, read page by page as the stream goes on. */
  default Stream<TaskRecord> taskStream(RunId run, String step) {
    return Stream.iterate(
            tasks(run, step, null, PAGE),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE
                    ? List.<TaskRecord>of()
                    : tasks(run, step, page.getLast().id(), PAGE))
        .flatMap(List::stream);
  }

  /** The same, in memory. */
  default List<TaskRecord> tasks(RunId run, String step) {
    return taskStream(run, step).toList();
  }

  Optional<TaskRecord> task(RunId run, TaskId task);

  /** The first of a step's tasks. */
  default Optional<TaskRecord> firstTask(RunId run, String step) {
    return tasks(run, step, null, 1).stream().findFirst();
  }

  /** The tasks of a run that succeeded; no more of them than that is kept in memory. */
  default Map<TaskKey, TaskId> succeeded(RunId run) {
    var succeeded = new HashMap<TaskKey, TaskId>();
    for (var step : steps(run)) {
      taskStream(run, step)
          .filter(task -> task.state() == TaskState.SUCCEEDED)
          .forEach(task -> succeeded.put(task.key(), task.id()));
    }
    return succeeded;
  }

  /** The tasks of a step that succeeded in exactly those frames: all rounds. */
  default List<PastTask> succeededIn(RunId run, String step, List<Frame> frames) {
    return succeeded(run, step).filter(task -> task.key().frames().equals(frames)).toList();
  }

  /** The tasks of a step that succeeded in a branch of a split within those frames. */
  default List<PastTask> succeededWithin(RunId run, String step, List<Frame> frames) {
    int depth = frames.size();
    return succeeded(run, step)
        .filter(task -> task.key().frames().size() == depth + 1)
        .filter(task -> task.key().frames().subList(0, depth).equals(frames))
        .toList();
  }

  private Stream<PastTask> succeeded(RunId run, String step) {
    return taskStream(run, step).flatMap(task -> PastTask.of(task).stream());
  }

  /** The steps that have tasks, in the order they began. */
  List<StepRecord> stepRecords(RunId run);

  /** Their names. */
  default List<String> steps(RunId run) {
    return stepRecords(run).stream().map(StepRecord::step).toList();
  }

  /**
   * What a task printed, attempt by attempt, in order; a chunk at a time, for it may be more than
   * fits in memory.
   */
  void logs(RunId run, TaskId task, Consumer<LogChunk> reader);

  /** The same, all at once. */
  default List<LogChunk> logs(RunId run, TaskId task) {
    var chunks = new ArrayList<LogChunk>();
    logs(run, task, chunks::add);
    return chunks;
  }

  /**
   * Replaces lines that a task printed which has ended, for good.
   *
   * @return what it replaced, by attempt; nothing where it was before
   */
  List<LogScrub> scrub(RunId run, TaskId task, LogScrubRequest which);

  /** What was ever replaced in a run's logs, by whom and when, oldest first. */
  List<LogScrub> scrubs(RunId run);

  /**
   * The same, as it comes.
   *
   * @param step only this one
   * @param task only this one
   */
  LogTail tail(RunId run, Optional<String> step, Optional<TaskId> task);
}
