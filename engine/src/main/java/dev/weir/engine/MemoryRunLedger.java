package dev.weir.engine;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A run in this process's memory. Not safe for use by many threads at once: its owner holds a lock
 * for each event.
 */
public final class MemoryRunLedger implements RunLedger {
  private final Map<TaskId, Entry> tasks = new LinkedHashMap<>();
  private final Map<TaskKey, TaskId> ids = new HashMap<>();
  private final Map<TaskKey, OpenSplit> splits = new HashMap<>();
  private final Deque<TaskId> ready = new ArrayDeque<>();
  private final StepCounts counts = new StepCounts();
  private RunState state = RunState.RUNNING;
  private Optional<TaskFailure> failure = Optional.empty();

  @Override
  public RunState state() {
    return state;
  }

  public Optional<TaskFailure> failure() {
    return failure;
  }

  /** How far each step is, in the graph's order. Any thread may ask. */
  public List<StepProgress> progress(FlowGraph graph) {
    return counts.progress(graph);
  }

  /** Takes the task that has been ready longest off the queue; it still has to be claimed. */
  public Optional<LedgerTask> nextReady() {
    return Optional.ofNullable(ready.poll()).map(id -> tasks.get(id).view());
  }

  /** Takes all ready tasks of such keys off the queue; they still have to be claimed. */
  public List<LedgerTask> takeReady(Predicate<TaskKey> which) {
    var taken = ready.stream().filter(id -> which.test(tasks.get(id).key)).toList();
    ready.removeAll(Set.copyOf(taken));
    return taken.stream().map(id -> tasks.get(id).view()).toList();
  }

  public Optional<LedgerTask> find(TaskKey key) {
    return Optional.ofNullable(ids.get(key)).map(id -> tasks.get(id).view());
  }

  /** All tasks, in the order they were planned. */
  public List<LedgerTask> tasks() {
    return tasks.values().stream().map(Entry::view).toList();
  }

  /** What a task starts from; for a join, its branches in order. */
  public List<Input> inputs(TaskId task) {
    return switch (tasks.get(task).origin) {
      case Origin.Start() -> List.of();
      case Origin.After(var previous) -> List.of(input(previous));
      case Origin.Join(var split) ->
          Arrays.stream(splits.get(split).arrived).map(this::input).toList();
    };
  }

  /** The foreach item a task works on, where it works on one. */
  public Optional<Item> item(Planner planner, TaskKey task) {
    return planner
        .item(task)
        .flatMap(
            branch ->
                splits
                    .get(branch.split())
                    .split
                    .items()
                    .map(items -> new Item(items, branch.branch())));
  }

  @Override
  public Optional<LedgerTask> lock(TaskId task) {
    return Optional.ofNullable(tasks.get(task)).map(Entry::view);
  }

  @Override
  public void create(TaskKey key, Origin origin) {
    if (ids.containsKey(key)) {
      return;
    }
    var id = new TaskId(Integer.toString(tasks.size() + 1));
    ids.put(key, id);
    tasks.put(id, new Entry(id, key, origin));
    counts.added(key.step(), TaskState.READY);
    ready.add(id);
  }

  @Override
  public void open(TaskId opener, Split split) {
    if (splits.putIfAbsent(split.key(), new OpenSplit(split)) != null) {
      return;
    }
    for (int branch = 0; branch < split.size(); branch++) {
      create(split.branch(branch), new Origin.After(opener));
    }
  }

  @Override
  public int arrive(TaskKey split, int branch, TaskId task) {
    return splits.get(split).arrive(branch, task);
  }

  @Override
  public void claimed(TaskId task, String worker) {
    become(tasks.get(task), TaskState.RUNNING);
  }

  @Override
  public void succeeded(TaskId task, Digest outputs) {
    var entry = tasks.get(task);
    become(entry, TaskState.SUCCEEDED);
    entry.outputs = outputs;
  }

  @Override
  public void failed(TaskId task) {
    become(tasks.get(task), TaskState.FAILED);
  }

  /** Next in turn, and at once. */
  @Override
  public void failedForNow(TaskId task, Duration delay, Optional<Failure> fallback) {
    var entry = tasks.get(task);
    become(entry, TaskState.READY);
    entry.attempt++;
    entry.failures++;
    entry.fallback = fallback;
    ready.addFirst(task);
  }

  @Override
  public void lost(TaskId task) {
    var entry = tasks.get(task);
    become(entry, TaskState.READY);
    entry.attempt++;
    entry.losses++;
    ready.add(task);
  }

  @Override
  public void end(RunState end, Optional<TaskFailure> because) {
    state = end;
    failure = because;
    ready.clear();
    tasks.values().stream()
        .filter(task -> !task.state.ended())
        .forEach(task -> become(task, TaskState.CANCELLED));
  }

  private void become(Entry task, TaskState next) {
    var before = task.state;
    if (!before.successors().contains(next)) {
      throw new IllegalStateException(
          "task " + task.key + " cannot go from " + before + " to " + next);
    }
    task.state = next;
    counts.moved(task.key.step(), before, next);
  }

  private Input input(TaskId id) {
    var entry = tasks.get(id);
    var outputs = entry.outputs;
    if (outputs == null) {
      throw new IllegalStateException("task " + entry.key + " has not succeeded");
    }
    return new Input(entry.key.step(), id, outputs);
  }

  private static final class Entry {
    private final TaskId id;
    private final TaskKey key;
    private final Origin origin;
    private TaskState state = TaskState.READY;
    private int attempt;
    private int losses;
    private int failures;
    private Optional<Failure> fallback = Optional.empty();
    private @Nullable Digest outputs;

    private Entry(TaskId id, TaskKey key, Origin origin) {
      this.id = id;
      this.key = key;
      this.origin = origin;
    }

    private LedgerTask view() {
      return new LedgerTask(id, key, state, attempt, losses, failures, fallback);
    }
  }

  private static final class OpenSplit {
    private final Split split;
    private final TaskId[] arrived;
    private int remaining;

    private OpenSplit(Split split) {
      this.split = split;
      this.arrived = new TaskId[split.size()];
      this.remaining = split.size();
    }

    private int arrive(int branch, TaskId task) {
      if (arrived[branch] != null) {
        throw new IllegalStateException("branch " + branch + " of " + split.key() + " came twice");
      }
      arrived[branch] = task;
      return --remaining;
    }
  }
}
