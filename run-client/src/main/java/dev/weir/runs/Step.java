package dev.weir.runs;

import dev.weir.history.RecordException;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RunId;
import dev.weir.protocol.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A step that a run has reached, as the record had it when this was made. */
public final class Step {
  private final Run run;
  private final StepRecord step;

  Step(Run run, StepRecord step) {
    this.run = run;
    this.step = step;
  }

  public String name() {
    return step.step();
  }

  /** {@code FLOW/RUN/STEP}. */
  public String pathspec() {
    return run.pathspec() + "/" + name();
  }

  public Run run() {
    return run;
  }

  public Instant createdAt() {
    return step.createdAt();
  }

  /** When the last of its tasks ended; empty while one goes on. Goes through all tasks. */
  public Optional<Instant> finishedAt() {
    return tasks()
        .map(Task::finishedAt)
        .reduce((a, b) -> a.flatMap(one -> b.map(other -> one.isAfter(other) ? one : other)))
        .flatMap(last -> last);
  }

  /** How many tasks it had. */
  public long size() {
    return step.tasks();
  }

  /** Its tasks in the order they were made, read page by page as far as one goes. */
  public Stream<Task> tasks() {
    return run.found().history().taskStream(id(), name()).map(task -> new Task(run, task));
  }

  /** Its first task: the only one, unless it is in a foreach, a gang or a circle. */
  public Task task() {
    return firstTask()
        .orElseThrow(() -> new RecordException("step " + pathspec() + " has no task yet"));
  }

  /** Its task of that id. */
  public Task task(String task) {
    return run.found()
        .history()
        .task(id(), Paths.task(task))
        .filter(found -> found.key().step().equals(name()))
        .map(found -> new Task(run, found))
        .orElseThrow(() -> new RecordException("step " + pathspec() + " has no task " + task));
  }

  /** The steps that can hand on to it, of those reached; itself where it can choose itself. */
  public List<Step> parents() {
    return reached(node -> node.next().contains(name()));
  }

  /** The steps that it can hand on to, of those reached. */
  public List<Step> children() {
    var next = run.code().graph().step(name()).next();
    return reached(node -> next.contains(node.name()));
  }

  Optional<Task> firstTask() {
    return run.found().history().firstTask(id(), name()).map(task -> new Task(run, task));
  }

  private List<Step> reached(Predicate<StepNode> wanted) {
    var graph = run.code().graph();
    return run.steps().stream()
        .filter(other -> graph.find(other.name()).filter(wanted).isPresent())
        .toList();
  }

  private RunId id() {
    return run.found().run().id();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Step that && that.run.equals(run) && that.name().equals(name());
  }

  @Override
  public int hashCode() {
    return pathspec().hashCode();
  }

  @Override
  public String toString() {
    return "Step(" + pathspec() + ")";
  }
}
