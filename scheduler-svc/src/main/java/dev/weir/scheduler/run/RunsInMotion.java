package dev.weir.scheduler.run;

import dev.weir.engine.RunMachine;
import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskOutcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that moves a run. Each method is one transaction and then, once that is committed, the
 * messages that follow from it; a crash in between costs time, and calling again changes nothing.
 */
@ApplicationScoped
public class RunsInMotion {
  private final Motion motion;
  private final NewRuns newRuns;
  private final Attempts attempts;
  private final Announcements announcements;
  private final RunRecorder recorder;

  RunsInMotion(
      Motion motion,
      NewRuns newRuns,
      Attempts attempts,
      Announcements announcements,
      RunRecorder recorder) {
    this.motion = motion;
    this.newRuns = newRuns;
    this.attempts = attempts;
    this.announcements = announcements;
    this.recorder = recorder;
  }

  /**
   * A run that is there now.
   *
   * @param fresh whether this request made it, and not an earlier one of the same key
   */
  public record Created(RunId run, boolean fresh) {}

  /** The run that an earlier request of that key made; a refusal if it was another request. */
  public Optional<Created> earlier(Principal owner, Project project, NewRun.Repeat repeat) {
    return newRuns.earlier(owner, project, repeat).map(run -> new Created(run, false));
  }

  public Created create(NewRun wanted) {
    var stored = newRuns.insert(wanted);
    stored.step().ifPresent(this::tell);
    return new Created(stored.run(), stored.step().isPresent());
  }

  /** Takes the end of an attempt; {@code STALE} when it is no news, or of a run we don't know. */
  public Effect finished(TaskFinished event) {
    return switch (event.outcome()) {
      case TaskOutcome.Lost(var reason) ->
          move(
              event.runId(),
              run -> attempts.lose(run, new Attempt(event.taskId(), event.attempt()), reason));
      case TaskOutcome.Succeeded _, TaskOutcome.Failed _ ->
          move(event.runId(), run -> motion.move(run, end(event)));
    };
  }

  /** Takes an attempt away whose lease is over; {@code STALE} if it was renewed meanwhile. */
  public Effect expired(RunId run, Attempt attempt) {
    return move(run, locked -> attempts.expire(locked, attempt));
  }

  /** Plans a run again, as if its first event had just come. Changes nothing in a healthy run. */
  public Effect replan(RunId run) {
    return move(run, motion::replan);
  }

  /** Stops a run where it stands; one that has ended stays as it is. */
  public void cancel(RunId run) {
    var step =
        transaction(run, locked -> motion.move(locked, RunMachine::cancel))
            .orElseThrow(() -> new ServiceException(ProblemType.RUN_NOT_FOUND, "no run " + run));
    tell(step);
  }

  private Effect move(RunId run, Function<RunEntity, Step> event) {
    var step = transaction(run, event);
    step.ifPresent(this::tell);
    return step.map(Step::effect).orElse(Effect.STALE);
  }

  private Optional<Step> transaction(RunId run, Function<RunEntity, Step> event) {
    return QuarkusTransaction.requiringNew().call(() -> motion.lock(run).map(event));
  }

  private void tell(Step step) {
    if (step.recordable()) {
      recorder.record(step.run());
    }
    announcements.send(step.announcements());
  }

  private static Function<RunMachine, Effect> end(TaskFinished event) {
    return machine -> machine.finished(event.taskId(), event.attempt(), event.outcome());
  }
}
