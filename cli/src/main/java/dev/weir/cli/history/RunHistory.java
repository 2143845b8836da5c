package dev.weir.cli.history;

import dev.weir.client.RunFilter;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.List;
import java.util.Optional;

/** The record of runs in one place: on this machine, or in a mesh. */
public interface RunHistory {

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

  /** A step's tasks in the order they were made; none where there is no such step. */
  List<TaskRecord> tasks(RunId run, String step);

  Optional<TaskRecord> task(RunId run, TaskId task);

  /** The names of the steps that have tasks, in the order they began. */
  List<String> steps(RunId run);

  /** What a task printed, attempt by attempt, in order. */
  List<LogChunk> logs(RunId run, TaskId task);
}
