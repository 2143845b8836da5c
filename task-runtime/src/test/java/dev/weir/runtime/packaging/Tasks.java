package dev.weir.runtime.packaging;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.Frame;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Assignments of one code package, as a scheduler would hand them out. */
public record Tasks(Digest codePackage, AtomicInteger count) {

  public static Tasks of(Digest codePackage) {
    return new Tasks(codePackage, new AtomicInteger());
  }

  public TaskAssignment start(Map<String, Object> parameters) {
    return assign("start", List.of(), List.of(), parameters);
  }

  public TaskAssignment start() {
    return start(Map.of());
  }

  public TaskAssignment after(String step, Digest... outputs) {
    return assign(step, List.of(), List.of(outputs), Map.of());
  }

  /** The task for one item of a foreach that the start opened. */
  public TaskAssignment each(String step, Digest outputs, Digest items, int index, int size) {
    var task = assign(step, List.of(new Frame("start", index, size)), List.of(outputs), Map.of());
    var item = new TaskAssignment.Item(items, index);
    return changed(task, item, task.settings(), 0, null);
  }

  /** The same task, of a step with those settings. */
  public static TaskAssignment with(TaskAssignment task, StepSettings settings) {
    return changed(task, task.item(), settings, task.retriesLeft(), task.fallback());
  }

  /** The same task, with that many retries left. */
  public static TaskAssignment retried(TaskAssignment task, int retriesLeft) {
    return changed(task, task.item(), task.settings(), retriesLeft, null);
  }

  /** The attempt that records the failure of those before. */
  public static TaskAssignment fallback(TaskAssignment task, Failure failure) {
    return changed(task, task.item(), task.settings(), 0, failure);
  }

  private static TaskAssignment changed(
      TaskAssignment task,
      TaskAssignment.@Nullable Item item,
      @Nullable StepSettings settings,
      int retriesLeft,
      @Nullable Failure fallback) {
    return new TaskAssignment(
        task.runId(),
        task.taskId(),
        task.attempt(),
        task.project(),
        task.owner(),
        task.codePackage(),
        task.key(),
        task.inputs(),
        item,
        settings,
        retriesLeft,
        fallback,
        task.gang(),
        task.origin(),
        task.namespace(),
        task.parameters(),
        task.tags(),
        task.leaseUntil());
  }

  private TaskAssignment assign(
      String step, List<Frame> frames, List<Digest> inputs, Map<String, Object> parameters) {
    return new TaskAssignment(
        new RunId("w1"),
        new TaskId("t" + count.incrementAndGet()),
        0,
        new Project("tests"),
        "ada",
        codePackage,
        new TaskKey(step, frames),
        inputs.stream()
            .map(digest -> new TaskAssignment.Input("before", new TaskId("t0"), digest))
            .toList(),
        null,
        parameters,
        List.of("tag"),
        null);
  }
}
