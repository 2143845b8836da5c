package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

class MemoryRunLedgerTest extends RunLedgerContract {

  @Override
  protected int randomRuns() {
    return 300;
  }

  @Override
  protected LedgerUnderTest newRun(FlowGraph graph) {
    var ledger = new MemoryRunLedger();
    return new LedgerUnderTest() {
      @Override
      public <T> T transaction(Function<RunLedger, T> work) {
        var result = work.apply(ledger);
        assertThat(ledger.progress(graph)).isEqualTo(counted());
        return result;
      }

      /** In one pass over the tasks: this happens after each of a million transactions. */
      private List<StepProgress> counted() {
        Map<String, Map<TaskState, Long>> states = new HashMap<>();
        for (var task : tasks()) {
          states
              .computeIfAbsent(task.key().step(), step -> new EnumMap<>(TaskState.class))
              .merge(task.state(), 1L, Long::sum);
        }
        return graph.steps().stream()
            .map(node -> counted(node.name(), states.getOrDefault(node.name(), Map.of())))
            .toList();
      }

      private StepProgress counted(String step, Map<TaskState, Long> states) {
        return new StepProgress(
            step,
            states.values().stream().mapToLong(count -> count).sum(),
            states.getOrDefault(TaskState.READY, 0L),
            states.getOrDefault(TaskState.RUNNING, 0L),
            states.getOrDefault(TaskState.SUCCEEDED, 0L),
            states.getOrDefault(TaskState.FAILED, 0L));
      }

      @Override
      public List<LedgerTask> tasks() {
        return ledger.tasks();
      }

      @Override
      public List<Input> inputs(TaskId task) {
        return ledger.inputs(task);
      }

      @Override
      public List<Item> items(TaskId task) {
        var key = ledger.lock(task).orElseThrow().key();
        return ledger.item(new Planner(graph), key).stream().toList();
      }
    };
  }
}
