package dev.weir.cli.run;

import dev.weir.cli.console.RunConsole;
import dev.weir.cli.run.OriginRun.Success;
import dev.weir.engine.LedgerTask;
import dev.weir.engine.MemoryRunLedger;
import dev.weir.engine.Planner;
import dev.weir.engine.RunMachine;
import dev.weir.engine.TransitionException;
import dev.weir.history.RunRecorder;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Takes over from another run, before anything runs, each task that succeeded there and whose
 * inputs were all taken over: what follows a task that runs again runs again.
 */
final class TakeOver {
  private final RunId run;
  private final FlowGraph graph;
  private final Planner planner;
  private final MemoryRunLedger ledger;
  private final RunMachine machine;
  private final RunRecorder recorder;
  private final RunConsole console;
  private final Set<TaskId> taken = new HashSet<>();

  TakeOver(
      RunId run,
      FlowGraph graph,
      MemoryRunLedger ledger,
      RunMachine machine,
      RunRecorder recorder,
      RunConsole console) {
    this.run = run;
    this.graph = graph;
    this.planner = new Planner(graph);
    this.ledger = ledger;
    this.machine = machine;
    this.recorder = recorder;
    this.console = console;
  }

  /** Returns the tasks that are ready and have to run. */
  Deque<LedgerTask> from(OriginRun origin, BooleanSupplier stop) {
    var left = new ArrayDeque<LedgerTask>();
    while (!stop.getAsBoolean()) {
      var ready = ledger.nextReady();
      if (ready.isEmpty()) {
        return left;
      }
      if (!takeOver(ready.get(), origin)) {
        left.add(ready.get());
      }
    }
    return left;
  }

  private boolean takeOver(LedgerTask task, OriginRun origin) {
    if (!ledger.inputs(task.id()).stream().map(Input::task).allMatch(taken::contains)) {
      return false;
    }
    var success = origin.success(task.key(), graph).filter(this::fitsTheGraph);
    success.ifPresent(found -> finish(task, found));
    return success.isPresent();
  }

  /** The source may have changed, and the step may go on in another way now. */
  private boolean fitsTheGraph(Success success) {
    try {
      planner.after(
          success.attempt().key(), Objects.requireNonNull(success.attempt().transition()));
      return true;
    } catch (TransitionException e) {
      return false;
    }
  }

  private void finish(LedgerTask task, Success success) {
    var there = success.attempt();
    var outputs = Objects.requireNonNull(there.outputs());
    var transition = Objects.requireNonNull(there.transition());
    var now = Instant.now();
    console.task(
        run,
        task.key().step(),
        task.id(),
        OptionalLong.empty(),
        "Cloning results of a previously run task "
            + success.origin().run()
            + "/"
            + task.key().step()
            + "/"
            + success.origin().task());
    recorder.store(
        new AttemptRecord(
            run,
            task.id(),
            task.key(),
            task.attempt(),
            there.state(),
            LocalRun.WORKER,
            null,
            now,
            now,
            outputs,
            there.artifacts(),
            transition,
            there.failure(),
            success.origin()));
    taken.add(task.id());
    machine.claim(task.id(), task.attempt(), LocalRun.WORKER);
    machine.finished(task.id(), task.attempt(), new TaskOutcome.Succeeded(outputs, transition));
  }
}
