package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.LedgerTask;
import dev.weir.engine.MemoryRunLedger;
import dev.weir.engine.Planner;
import dev.weir.engine.RunMachine;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastInputsTest {
  private static final RunId RUN = new RunId("1763680906936000");
  private static final Digest ITEMS = digest("items");
  private static final FlowGraph GRAPH =
      new FlowGraph(
          "F",
          null,
          List.of(
              step("start", Kind.BRANCH, null, "each", "again", "gang"),
              step("each", Kind.FOREACH, null, "item"),
              step("item", Kind.LINEAR, null, "after"),
              step("after", Kind.LINEAR, null, "gather"),
              step("gather", Kind.LINEAR, "each", "meet"),
              step("again", Kind.CHOICE, null, "again", "meet"),
              step("gang", Kind.PARALLEL, null, "node"),
              step("node", Kind.LINEAR, null, "nodes"),
              step("nodes", Kind.LINEAR, "gang", "meet"),
              step("meet", Kind.LINEAR, "start", "end"),
              step("end", Kind.END, null)));

  @TempDir private Path folder;

  private static StepNode step(String name, Kind kind, @Nullable String joins, String... next) {
    return new StepNode(
        name, kind, List.of(next), joins != null, joins, null, null, List.of(), 1, null);
  }

  @Test
  void saysOfEveryTaskWhatTheEngineSaid() {
    // Given
    var ledger = new MemoryRunLedger();
    var planner = new Planner(GRAPH);
    try (var record = LocalRecord.open(folder.resolve("weir.db"))) {
      record.recorder().begin(run());
      var ran = runAll(ledger, record.recorder());
      // When
      var inputs = new PastInputs(GRAPH, withoutReadingWholeSteps(record.history()), RUN);
      // Then
      assertThat(ledger.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(ran).extracting(task -> task.key().round()).contains(2);
      assertThat(ran).hasSize(16);
      for (var task : ran) {
        assertThat(inputs.of(task.key())).as("%s", task).isEqualTo(ledger.inputs(task.id()));
        assertThat(inputs.item(task.key()))
            .as("%s", task)
            .isEqualTo(ledger.item(planner, task.key()));
      }
    }
  }

  /** A step may have a hundred thousand tasks. */
  private static RunHistory withoutReadingWholeSteps(RunHistory history) {
    return (RunHistory)
        Proxy.newProxyInstance(
            RunHistory.class.getClassLoader(),
            new Class<?>[] {RunHistory.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isNotEqualTo("tasks");
              return method.invoke(history, arguments);
            });
  }

  private static List<LedgerTask> runAll(MemoryRunLedger ledger, RunRecorder recorder) {
    var ran = new ArrayList<LedgerTask>();
    var machine = new RunMachine(GRAPH, ledger, 0);
    machine.start();
    while (!ledger.state().ended()) {
      var ready = ledger.nextReady().orElseThrow();
      var task = machine.claim(ready.id(), ready.attempt(), "w").orElseThrow();
      var outputs = digest(task.key().toString());
      recorder.store(attempt(task, outputs));
      var outcome = new TaskOutcome.Succeeded(outputs, transition(task.key()), null);
      machine.finished(task.id(), task.attempt(), outcome);
      ran.add(task);
    }
    return ran;
  }

  private static Transition transition(TaskKey key) {
    var step = GRAPH.step(key.step());
    return switch (step.kind()) {
      case LINEAR -> new Transition.Next(step.next().getFirst());
      case BRANCH -> new Transition.Branch(step.next());
      case FOREACH -> new Transition.Foreach("item", 2, ITEMS);
      case CHOICE -> new Transition.Choice(key.round() < 2 ? "again" : "meet");
      case PARALLEL -> new Transition.Parallel("node", 2);
      case END -> new Transition.End();
    };
  }

  private static AttemptRecord attempt(LedgerTask task, Digest outputs) {
    return new AttemptRecord(
        RUN,
        task.id(),
        task.key(),
        0,
        AttemptState.SUCCEEDED,
        "w",
        1L,
        Instant.EPOCH,
        Instant.EPOCH,
        outputs,
        Map.of(),
        transition(task.key()),
        null,
        null);
  }

  private static RunRecord run() {
    return new RunRecord(
        RUN,
        new Project("default"),
        "ada",
        "F",
        digest("code"),
        Map.of(),
        List.of(),
        List.of(),
        RunState.RUNNING,
        Instant.EPOCH,
        null);
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
