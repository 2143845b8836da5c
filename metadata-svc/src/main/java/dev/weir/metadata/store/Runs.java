package dev.weir.metadata.store;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import dev.weir.protocol.Collected;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Runs and their steps in the record. */
@ApplicationScoped
public class Runs {
  private final RunRepository runs;
  private final StepRepository steps;

  Runs(RunRepository runs, StepRepository steps) {
    this.runs = runs;
    this.steps = steps;
  }

  /**
   * Creates the run or ends it; a run that ended stays as it ended. Its other facts are those it
   * was first stored with, its owner is who stored it first.
   */
  @Transactional
  public RunRecord store(RunRecord sent, Principal principal) {
    var known = runs.find(sent.id());
    if (known.isEmpty()) {
      runs.insert(sent, principal.name());
    }
    var stored = known.orElseGet(() -> require(sent.id()));
    if (!stored.isSameRunAs(sent)) {
      throw new ServiceException(
          ProblemType.CONFLICT,
          "run " + sent.id() + " is stored with another project, flow or package");
    }
    if (sent.state().ended() && !stored.state().ended()) {
      end(stored, sent);
    }
    return stored.toRecord();
  }

  /** The run's row is held until the change is stored, so that no other comes in between. */
  @Transactional
  public RunRecord tag(RunId run, TagChange change) {
    var stored = require(run);
    runs.getEntityManager().refresh(stored, PESSIMISTIC_WRITE);
    try {
      stored.tag(change);
    } catch (IllegalArgumentException e) {
      throw new ServiceException(ProblemType.INVALID_TAG, "run " + run + ": " + e.getMessage(), e);
    }
    return stored.toRecord();
  }

  /** Takes down that its artifacts are no longer kept; of a run in motion they are. */
  @Transactional
  public RunRecord collect(RunId run, Collected by) {
    var stored = require(run);
    runs.getEntityManager().refresh(stored, PESSIMISTIC_WRITE);
    if (!stored.state().ended()) {
      throw new ServiceException(
          ProblemType.CONFLICT, "run " + run + " goes on; its artifacts are kept");
    }
    stored.collect(by);
    return stored.toRecord();
  }

  @Transactional
  public RunRecord get(RunId run) {
    return require(run).toRecord();
  }

  @Transactional
  public List<RunRecord> list(RunQuery query) {
    var before = query.after().map(this::require).map(RunEntity::number);
    return runs.list(query, before).stream().map(RunEntity::toRecord).toList();
  }

  /** By name; those of all projects where none is named. */
  @Transactional
  public List<FlowRecord> flows(
      Optional<Project> project, Optional<String> tag, Optional<String> after, int limit) {
    return runs.flows(project, tag, after, limit);
  }

  @Transactional
  public List<StepRecord> steps(RunId run) {
    return steps.withCounts(require(run), run);
  }

  RunEntity require(RunId run) {
    return runs.find(run)
        .orElseThrow(() -> new ServiceException(ProblemType.RUN_NOT_FOUND, "no run " + run));
  }

  private void end(RunEntity stored, RunRecord sent) {
    runs.getEntityManager().refresh(stored, PESSIMISTIC_WRITE);
    if (!stored.state().ended()) {
      stored.end(sent.state(), sent.finishedAt());
    }
  }
}
