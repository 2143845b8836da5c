package dev.weir.store.gc;

import dev.weir.client.MetadataClient;
import dev.weir.client.RunFilter;
import dev.weir.client.SchedulerClient;
import dev.weir.gc.RunSource;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * A project's runs: those in motion as their scheduler knows them, and all that are recorded. In
 * that order, for a run is in motion before it is in the record.
 */
final class MeshRuns implements RunSource {
  private static final int PAGE = 500;

  private final Project project;
  private final SchedulerClient scheduler;
  private final MetadataClient metadata;
  private final Runnable alive;

  /**
   * @param alive is called again and again
   */
  MeshRuns(Project project, SchedulerClient scheduler, MetadataClient metadata, Runnable alive) {
    this.project = project;
    this.scheduler = scheduler;
    this.metadata = metadata;
    this.alive = alive;
  }

  @Override
  public void runs(Consumer<RunRecord> each) {
    var inMotion = inMotion();
    var next = RunFilter.newest(PAGE).inProject(project);
    for (var page = metadata.runs(next); ; page = metadata.runs(next)) {
      alive.run();
      for (var run : page) {
        inMotion.remove(run.id());
        each.accept(run);
      }
      if (page.size() < PAGE) {
        break;
      }
      next = next.after(page.getLast().id());
    }
    inMotion.forEach(run -> each.accept(record(scheduler.get(run))));
  }

  private HashSet<RunId> inMotion() {
    var all = new HashSet<RunId>();
    List<Run> page = scheduler.inMotion(project, null, PAGE);
    while (true) {
      page.forEach(run -> all.add(run.id()));
      alive.run();
      if (page.size() < PAGE) {
        return all;
      }
      page = scheduler.inMotion(project, page.getLast().id(), PAGE);
    }
  }

  /** Of a run that is not in the record yet. */
  private static RunRecord record(Run run) {
    return new RunRecord(
        run.id(),
        run.project(),
        run.owner(),
        run.flow(),
        run.codePackage(),
        run.parameters(),
        run.tags(),
        List.of(),
        run.state(),
        run.createdAt(),
        run.finishedAt());
  }

  @Override
  public void attempts(RunId run, Consumer<AttemptRecord> each) {
    try {
      for (var step : metadata.steps(run)) {
        metadata
            .tasks(run, step.step())
            .forEach(
                task -> {
                  alive.run();
                  task.attempts().forEach(each);
                });
      }
    } catch (ServiceException e) {
      // In motion and not in the record: it has no attempts there. The record of others is asked
      // for because it named them.
      if (e.type() != ProblemType.RUN_NOT_FOUND) {
        throw e;
      }
    }
  }
}
