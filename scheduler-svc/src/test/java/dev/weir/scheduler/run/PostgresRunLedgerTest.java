package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.engine.LedgerTask;
import dev.weir.engine.LedgerUnderTest;
import dev.weir.engine.RunLedger;
import dev.weir.engine.RunLedgerContract;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import dev.weir.scheduler.support.SchedulerTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The engine's rules, random runs included, over PostgreSQL. */
@SchedulerTest
class PostgresRunLedgerTest extends RunLedgerContract {
  @Inject RunRepository runs;
  @Inject TaskRepository tasks;
  @Inject SplitRepository splits;
  @Inject OutboxRepository outbox;
  @Inject PackageRepository packages;
  @Inject Claims claims;
  @Inject Motion motion;

  @Override
  protected int randomRuns() {
    return 3;
  }

  @Override
  protected LedgerUnderTest newRun(FlowGraph graph) {
    var code = new CodePackage(graph, "F", List.of(), Digest.of(new byte[0]), "0.1.0");
    var wanted =
        new NewRun(
            new Project("contract"),
            new Principal("ada"),
            Digest.of(Json.bytes(code)),
            code,
            Map.of(),
            List.of(),
            Optional.empty(),
            16,
            Optional.empty(),
            Optional.empty());
    var run =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  packages.insert(wanted.project(), wanted.codePackage(), code, motion.now());
                  var row = RunEntity.of(wanted, motion.now());
                  runs.persist(row);
                  return row.id;
                });
    return new StoredRun(run);
  }

  private final class StoredRun implements LedgerUnderTest {
    private final long run;

    private StoredRun(long run) {
      this.run = run;
    }

    @Override
    public <T> T transaction(Function<RunLedger, T> work) {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  work.apply(
                      new PostgresRunLedger(
                          runs.lock(run).orElseThrow(),
                          new PostgresRunLedger.Tables(tasks, splits, outbox),
                          motion.now(),
                          Duration.ofSeconds(30))));
    }

    @Override
    public List<LedgerTask> tasks() {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  tasks.find("runId = ?1 order by id", run).stream()
                      .map(TaskEntity::view)
                      .toList());
    }

    @Override
    public List<Input> inputs(TaskId task) {
      return QuarkusTransaction.requiringNew()
          .call(() -> claims.inputs(tasks.findById(Numbers.of(task))));
    }

    @Override
    public List<Item> items(TaskId task) {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  claims.item(runs.findById(run), tasks.findById(Numbers.of(task)).key()).stream()
                      .toList());
    }
  }
}
