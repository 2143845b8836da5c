package dev.weir.runs;

import dev.weir.history.PastTask;
import dev.weir.history.RunHistory;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tasks a task came from, and which came from it: it follows from the graph's rules. */
final class Relatives {
  /** So many are asked for one by one; more are picked out of all tasks of their steps. */
  private static final int FEW = 4;

  private Relatives() {}

  static List<Task> parents(Task task) {
    var inputs = task.past().of(task.key());
    var history = task.run().found().history();
    if (inputs.size() <= FEW) {
      return inputs.stream()
          .flatMap(input -> history.task(task.record().runId(), input.task()).stream())
          .map(found -> new Task(task.run(), found))
          .toList();
    }
    var found = new HashMap<TaskId, TaskRecord>();
    var wanted = inputs.stream().map(Input::task).collect(Collectors.toSet());
    inputs.stream()
        .map(Input::step)
        .distinct()
        .flatMap(step -> history.taskStream(task.record().runId(), step))
        .filter(other -> wanted.contains(other.id()))
        .forEach(other -> found.put(other.id(), other));
    return inputs.stream().map(input -> new Task(task.run(), found.get(input.task()))).toList();
  }

  static Stream<Task> children(Task task) {
    return PastTask.of(task.record()).stream()
        .map(past -> task.past().after(past))
        .flatMap(
            next ->
                next.steps().stream()
                    .flatMap(step -> tasks(task, step))
                    .filter(other -> next.contains(other.key()))
                    .limit(next.size()))
        .map(other -> new Task(task.run(), other));
  }

  private static Stream<TaskRecord> tasks(Task task, String step) {
    RunHistory history = task.run().found().history();
    return history.taskStream(task.record().runId(), step);
  }
}
