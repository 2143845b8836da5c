package dev.weir.engine;

import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import java.util.List;
import java.util.function.Function;

/** One run in one implementation of the ledger, as the contract suite drives and reads it. */
public interface LedgerUnderTest {

  /** Runs a piece of work in one transaction of the ledger. */
  <T> T transaction(Function<RunLedger, T> work);

  /** All tasks of the run, in any order. */
  List<LedgerTask> tasks();

  /** What a task starts from; for a join, its branches in order. */
  List<Input> inputs(TaskId task);

  /** The foreach items a task works on: none, or one. */
  List<Item> items(TaskId task);

  default RunState state() {
    return transaction(RunLedger::state);
  }
}
