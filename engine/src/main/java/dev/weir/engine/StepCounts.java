package dev.weir.engine;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.TaskState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many tasks of each step are in each state, kept up while they change. One thread counts, any
 * may look; what it sees may be between two changes.
 */
final class StepCounts {
  private final Map<String, AtomicIntegerArray> counts = new ConcurrentHashMap<>();

  void added(String step, TaskState state) {
    of(step).getAndIncrement(state.ordinal());
  }

  void moved(String step, TaskState from, TaskState to) {
    var states = of(step);
    states.getAndIncrement(to.ordinal());
    states.getAndDecrement(from.ordinal());
  }

  List<StepProgress> progress(FlowGraph graph) {
    return graph.steps().stream().map(node -> progress(node.name())).toList();
  }

  private StepProgress progress(String step) {
    var states = counts.get(step);
    if (states == null) {
      return new StepProgress(step, 0, 0, 0, 0, 0);
    }
    return new StepProgress(
        step,
        Arrays.stream(TaskState.values()).mapToInt(state -> states.get(state.ordinal())).sum(),
        states.get(TaskState.READY.ordinal()),
        states.get(TaskState.RUNNING.ordinal()),
        states.get(TaskState.SUCCEEDED.ordinal()),
        states.get(TaskState.FAILED.ordinal()));
  }

  private AtomicIntegerArray of(String step) {
    return counts.computeIfAbsent(step, name -> new AtomicIntegerArray(TaskState.values().length));
  }
}
