package dev.weir.scheduler.run;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** How a running attempt is taken away from a worker: nobody but us records that it was. */
@ApplicationScoped
class Attempts {
  private final Motion motion;
  private final TaskRepository tasks;
  private final OutboxRepository outbox;

  Attempts(Motion motion, TaskRepository tasks, OutboxRepository outbox) {
    this.motion = motion;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  Step expire(RunEntity run, Attempt attempt) {
    var now = motion.now();
    return find(run, attempt)
        .filter(task -> task.leaseExpired(attempt.number(), now))
        .map(task -> lose(run, attempt, "worker " + task.worker + " fell silent"))
        .orElseGet(() -> stale(run));
  }

  Step lose(RunEntity run, Attempt attempt, String reason) {
    var running =
        find(run, attempt)
            .filter(task -> task.state == TaskState.RUNNING && task.attempt == attempt.number());
    if (running.isEmpty() || run.state.ended()) {
      return stale(run);
    }
    var because = new Failure(FailureKind.PLATFORM, reason, null);
    outbox.add(running.get().lostAttempt(because, motion.now()), motion.now());
    return motion
        .move(
            run,
            machine ->
                machine.finished(attempt.task(), attempt.number(), new TaskOutcome.Lost(reason)))
        .andRecord();
  }

  private Optional<TaskEntity> find(RunEntity run, Attempt attempt) {
    return Numbers.find(attempt.task()).stream()
        .boxed()
        .findFirst()
        .flatMap(number -> tasks.lock(run.id, number));
  }

  private static Step stale(RunEntity run) {
    return new Step(run.runId(), Effect.STALE, List.of(), false);
  }
}
