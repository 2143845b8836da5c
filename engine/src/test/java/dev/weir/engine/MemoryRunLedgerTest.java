package dev.weir.engine;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import java.util.List;
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
        return work.apply(ledger);
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
