package dev.weir.metadata.store;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Tasks and their attempts in the record. */
@ApplicationScoped
public class Tasks {
  private final Runs runs;
  private final StepRepository steps;
  private final TaskRepository tasks;

  Tasks(Runs runs, StepRepository steps, TaskRepository tasks) {
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
  }

  /**
   * Creates the attempt, with its step and task, or brings it forward. A report that came too late
   * changes nothing: the answer is the attempt as it is stored.
   */
  @Transactional
  public AttemptRecord store(AttemptRecord sent, Principal principal) {
    var run = runs.require(sent.runId());
    var step = steps.findOrInsert(run, sent, principal.name());
    var task =
        tasks
            .lockOrInsert(run, step, sent, principal.name())
            .filter(found -> found.isInstance(sent.key()))
            .orElseThrow(() -> anotherTask(sent));
    var before = task.attemptStates();
    var after = new AttemptHistory(before).with(sent.attempt(), sent.state());
    after.states().forEach((number, state) -> supersede(task, number, state, sent));
    // The one success of a task gives way before another takes its place.
    tasks.flush();
    report(task, sent, after.states().get(sent.attempt()));
    task.settle(after.taskState());
    tasks.flush();
    return task.attempt(sent.attempt()).orElseThrow().toRecord(sent.runId());
  }

  @Transactional
  public TaskRecord get(RunId run, TaskId task) {
    var stored = runs.require(run);
    return require(stored, run, task).toRecord(run, stored.state().ended());
  }

  @Transactional
  public List<TaskRecord> list(RunId run, String step, Optional<TaskId> after, int limit) {
    var stored = runs.require(run);
    var position = after.map(task -> require(stored, run, task).number()).orElse(0L);
    var ended = stored.state().ended();
    return steps
        .find(stored, step)
        .map(found -> tasks.list(found, position, limit))
        .orElseThrow(
            () ->
                new ServiceException(ProblemType.NOT_FOUND, "run " + run + " has no step " + step))
        .stream()
        .map(task -> task.toRecord(run, ended))
        .toList();
  }

  private TaskEntity require(RunEntity stored, RunId run, TaskId task) {
    return tasks
        .find(stored, task)
        .orElseThrow(
            () ->
                new ServiceException(
                    ProblemType.TASK_NOT_FOUND, "run " + run + " has no task " + task));
  }

  private static void supersede(
      TaskEntity task, int number, AttemptState state, AttemptRecord newer) {
    if (number != newer.attempt()) {
      task.attempt(number)
          .filter(attempt -> attempt.state() != state)
          .ifPresent(attempt -> attempt.lose(newer.startedAt()));
    }
  }

  private static void report(TaskEntity task, AttemptRecord sent, AttemptState settled) {
    var known = task.attempt(sent.attempt());
    if (known.isEmpty()) {
      task.add(new AttemptEntity(task, sent, settled));
      return;
    }
    known.get().advance(sent, settled);
  }

  private static ServiceException anotherTask(AttemptRecord sent) {
    return new ServiceException(
        ProblemType.CONFLICT,
        "task %s of run %s is not %s, or another task is"
            .formatted(sent.taskId(), sent.runId(), sent.key()));
  }
}
