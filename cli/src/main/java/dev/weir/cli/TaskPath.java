package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code RUN/STEP} or {@code RUN/STEP/TASK}, as it is typed. */
record TaskPath(RunId run, String step, Optional<TaskId> task) {

  static TaskPath parse(String text) {
    var parts = List.of(text.strip().split("/", -1));
    try {
      if (parts.size() == 2 && !parts.get(1).isEmpty()) {
        return new TaskPath(new RunId(parts.get(0)), parts.get(1), Optional.empty());
      }
      if (parts.size() == 3 && !parts.get(1).isEmpty()) {
        return new TaskPath(
            new RunId(parts.get(0)), parts.get(1), Optional.of(new TaskId(parts.get(2))));
      }
    } catch (IllegalArgumentException e) {
      throw new UserError("'" + text + "': " + e.getMessage());
    }
    throw new UserError("'" + text + "' is not RUN/STEP or RUN/STEP/TASK");
  }

  /** The tasks it names; an error that lists what there is, when it names none. */
  List<TaskRecord> in(RunPlaces.Found found) {
    return named(found, task.isPresent() ? one(found).toList() : found.history().tasks(run, step));
  }

  /** The first of them, without reading the others. */
  TaskRecord first(RunPlaces.Found found) {
    var first = task.isPresent() ? one(found) : found.history().firstTask(run, step).stream();
    return named(found, first.toList()).getFirst();
  }

  private Stream<TaskRecord> one(RunPlaces.Found found) {
    return task.flatMap(id -> found.history().task(run, id)).stream()
        .filter(record -> record.key().step().equals(step));
  }

  private List<TaskRecord> named(RunPlaces.Found found, List<TaskRecord> tasks) {
    if (tasks.isEmpty()) {
      throw new UserError("run " + run + " has no such task: " + this + ". " + whatThereIs(found));
    }
    return tasks;
  }

  private String whatThereIs(RunPlaces.Found found) {
    var steps = found.history().steps(run);
    if (!steps.contains(step)) {
      return "Its steps so far: " + String.join(", ", steps);
    }
    var ids = found.history().tasks(run, step).stream().limit(20);
    return "Tasks of " + step + ": " + String.join(", ", ids.map(t -> t.id().value()).toList());
  }

  @Override
  public String toString() {
    return run + "/" + step + task.map(id -> "/" + id).orElse("");
  }
}
