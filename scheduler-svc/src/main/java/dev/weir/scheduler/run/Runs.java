package dev.weir.scheduler.run;

import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Run;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs as they are seen from outside. */
@ApplicationScoped
public class Runs {
  private final RunRepository runs;
  private final TaskRepository tasks;
  private final KnownPackages packages;

  Runs(RunRepository runs, TaskRepository tasks, KnownPackages packages) {
    this.runs = runs;
    this.tasks = tasks;
    this.packages = packages;
  }

  public Run get(RunId id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              var run = runs.findByIdOptional(Numbers.of(id)).orElseThrow(() -> unknown(id));
              return views(List.of(run)).getFirst();
            });
  }

  /** Newest first. */
  public List<Run> list(RunQuery query) {
    return QuarkusTransaction.joiningExisting().call(() -> views(runs.list(query)));
  }

  private List<Run> views(List<RunEntity> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var counts = new HashMap<StepOfRun, Map<TaskState, Long>>();
    for (var row : tasks.counts(rows.stream().map(run -> run.id).toList())) {
      counts
          .computeIfAbsent(
              new StepOfRun((Long) row[0], (String) row[1]), _ -> new EnumMap<>(TaskState.class))
          .put((TaskState) row[2], (Long) row[3]);
    }
    return rows.stream().map(run -> view(run, counts)).toList();
  }

  private Run view(RunEntity run, Map<StepOfRun, Map<TaskState, Long>> counts) {
    var steps =
        packages.graph(run).steps().stream()
            .map(StepNode::name)
            .map(step -> progress(step, counts.getOrDefault(new StepOfRun(run.id, step), Map.of())))
            .toList();
    return new Run(
        run.runId(),
        run.inProject(),
        run.owner,
        run.flow,
        run.packageDigest(),
        run.parameterValues(),
        run.tagList(),
        run.state,
        run.createdAt,
        run.finishedAt,
        steps,
        run.taskFailure());
  }

  private static StepProgress progress(String step, Map<TaskState, Long> tasks) {
    return new StepProgress(
        step,
        tasks.values().stream().mapToLong(Long::longValue).sum(),
        tasks.getOrDefault(TaskState.READY, 0L),
        tasks.getOrDefault(TaskState.RUNNING, 0L),
        tasks.getOrDefault(TaskState.SUCCEEDED, 0L),
        tasks.getOrDefault(TaskState.FAILED, 0L));
  }

  private static ServiceException unknown(RunId id) {
    return new ServiceException(ProblemType.RUN_NOT_FOUND, "no run " + id);
  }

  private record StepOfRun(long run, String step) {}
}
