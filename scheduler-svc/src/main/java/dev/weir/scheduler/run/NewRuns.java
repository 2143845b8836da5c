package dev.weir.scheduler.run;

import dev.weir.engine.RunMachine;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Stores a run that was asked for, once for each idempotency key. */
@ApplicationScoped
class NewRuns {
  private static final String BY_KEY = "runs_by_idempotency_key";

  private final RunRepository runs;
  private final PackageRepository packages;
  private final OutboxRepository outbox;
  private final Motion motion;

  NewRuns(RunRepository runs, PackageRepository packages, OutboxRepository outbox, Motion motion) {
    this.runs = runs;
    this.packages = packages;
    this.outbox = outbox;
    this.motion = motion;
  }

  /** The run there is now; a step only if it is new. */
  record Stored(RunId run, Optional<Step> step) {}

  /** Of two requests of one key the index lets one through; the other finds its run. */
  Stored insert(NewRun wanted) {
    try {
      var step = QuarkusTransaction.requiringNew().call(() -> insertNew(wanted));
      return new Stored(step.run(), Optional.of(step));
    } catch (RuntimeException e) {
      if (!violates(e)) {
        throw e;
      }
      return earlier(wanted).map(NewRuns::repeated).orElseThrow(() -> e);
    }
  }

  private Step insertNew(NewRun wanted) {
    var now = motion.now();
    packages.insert(wanted.project(), wanted.codePackage(), wanted.code(), now);
    var run = RunEntity.of(wanted, now);
    runs.persistAndFlush(run);
    outbox.add(run.runId(), now);
    return motion.move(run, RunMachine::start).andRecord();
  }

  /** The run that an earlier request of that key made; a refusal if it was another request. */
  Optional<RunId> earlier(Principal owner, Project project, NewRun.Repeat repeat) {
    return QuarkusTransaction.requiringNew()
        .call(() -> runs.find(owner, project, repeat.key()))
        .map(run -> sameRequest(run, repeat));
  }

  private Optional<RunId> earlier(NewRun wanted) {
    return wanted.repeat().flatMap(key -> earlier(wanted.owner(), wanted.project(), key));
  }

  private static RunId sameRequest(RunEntity run, NewRun.Repeat repeat) {
    if (repeat.requestHash().equals(run.requestHash)) {
      return run.runId();
    }
    throw new ServiceException(
        ProblemType.IDEMPOTENCY_CONFLICT,
        "Idempotency-Key '"
            + repeat.key()
            + "' was used for "
            + run.runId()
            + ", which was another request; use a new key");
  }

  private static Stored repeated(RunId run) {
    return new Stored(run, Optional.empty());
  }

  private static boolean violates(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConstraintViolationException violation) {
        return BY_KEY.equals(violation.getConstraintName());
      }
    }
    return false;
  }
}
