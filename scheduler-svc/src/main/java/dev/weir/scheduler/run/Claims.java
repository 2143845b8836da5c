package dev.weir.scheduler.run;

import dev.weir.engine.LedgerTask;
import dev.weir.engine.Planner;
import dev.weir.engine.Retries;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Lease;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.scheduler.SchedulerConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs an attempt. A message that says so is a hint; the claim decides: of any number that ask
 * for an attempt, one gets it, for as long as it renews its lease. A claim locks its task's row and
 * waits for no other.
 */
@ApplicationScoped
public class Claims {
  private final RunRepository runs;
  private final TaskRepository tasks;
  private final SplitRepository splits;
  private final KnownPackages packages;
  private final Motion motion;
  private final SchedulerConfig config;

  Claims(
      RunRepository runs,
      TaskRepository tasks,
      SplitRepository splits,
      KnownPackages packages,
      Motion motion,
      SchedulerConfig config) {
    this.runs = runs;
    this.tasks = tasks;
    this.splits = splits;
    this.packages = packages;
    this.motion = motion;
    this.config = config;
  }

  /**
   * A claim that was granted.
   *
   * @param waited since the task was announced, where it was
   */
  public record Granted(TaskAssignment assignment, Optional<Duration> waited) {}

  public Granted claim(TaskId id, ClaimRequest request) {
    QuarkusTransaction.requiringNew().run(() -> take(id, request));
    // What a task starts from does not change any more, so it is read without holding the row.
    return QuarkusTransaction.requiringNew().call(() -> granted(Numbers.of(id)));
  }

  public Lease renew(TaskId id, ClaimRequest request) {
    var until = motion.now().plus(config.lease());
    var renewed =
        QuarkusTransaction.requiringNew()
            .call(() -> tasks.renew(Numbers.of(id), request.attempt(), request.worker(), until));
    if (!renewed) {
      throw QuarkusTransaction.requiringNew().call(() -> stale(id, request));
    }
    return new Lease(id, request.attempt(), until);
  }

  private void take(TaskId id, ClaimRequest request) {
    var run = run(id);
    Optional<LedgerTask> claimed =
        motion.machine(run).claim(id, request.attempt(), request.worker());
    if (claimed.isEmpty()) {
      throw stale(id, request);
    }
  }

  /** Without a lock: a run that ends at this moment takes the task with it, and we see that. */
  private RunEntity run(TaskId id) {
    return tasks
        .find("select runId from TaskEntity where id = ?1", Numbers.of(id))
        .project(Long.class)
        .firstResultOptional()
        .map(runs::findById)
        .orElseThrow(() -> unknown(id));
  }

  private ServiceException stale(TaskId id, ClaimRequest request) {
    var task = tasks.findByIdOptional(Numbers.of(id)).orElseThrow(() -> unknown(id));
    return new ServiceException(
        ProblemType.STALE_TASK,
        "attempt %d of %s is not for %s: the task is %s at attempt %d"
            .formatted(request.attempt(), id, request.worker(), task.state, task.attempt));
  }

  private static ServiceException unknown(TaskId id) {
    return new ServiceException(ProblemType.TASK_NOT_FOUND, "no task " + id);
  }

  private Granted granted(long number) {
    var task = tasks.findById(number);
    var run = runs.findById(task.runId);
    var waited =
        task.announcedAt == null || task.startedAt == null
            ? Optional.<Duration>empty()
            : Optional.of(Duration.between(task.announcedAt, task.startedAt));
    return new Granted(assignment(run, task), waited);
  }

  private TaskAssignment assignment(RunEntity run, TaskEntity task) {
    var key = task.key();
    var graph = packages.graph(run);
    var planner = new Planner(graph);
    var settings = graph.step(key.step()).settings();
    return new TaskAssignment(
        run.runId(),
        task.taskId(),
        task.attempt,
        run.inProject(),
        run.owner,
        run.packageDigest(),
        key,
        inputs(task),
        item(run, key).orElse(null),
        settings,
        new Retries(settings).left(task.failures),
        task.caughtByFallback().orElse(null),
        planner.gang(key).orElse(null),
        null,
        run.namespace,
        key.step().equals(graph.start().name()) ? run.parameterValues() : Map.of(),
        run.tagList(),
        task.leaseUntil);
  }

  List<Input> inputs(TaskEntity task) {
    if (task.joinedSplit != null) {
      return tasks.arrivals(task.joinedSplit);
    }
    return task.previousTask == null
        ? List.of()
        : List.of(tasks.findById(task.previousTask).asInput());
  }

  Optional<Item> item(RunEntity run, TaskKey key) {
    return new Planner(packages.graph(run))
        .item(key)
        .flatMap(
            branch ->
                splits
                    .find(run.id, branch.split())
                    .filter(split -> split.items != null)
                    .map(split -> new Item(Digest.parse(split.items), branch.branch())));
  }
}
