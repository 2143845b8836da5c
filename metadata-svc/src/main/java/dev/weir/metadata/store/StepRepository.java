package dev.weir.metadata.store;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.RunId;
import dev.weir.protocol.StepRecord;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

@ApplicationScoped
class StepRepository implements PanacheRepositoryBase<StepEntity, Long> {

  /** The step of that name, made now where this is its first task. */
  StepEntity findOrInsert(RunEntity run, AttemptRecord first, String owner) {
    var name = first.key().step();
    return find(run, name)
        .orElseGet(
            () -> {
              insert(run, name, first.startedAt(), owner);
              return find(run, name).orElseThrow();
            });
  }

  Optional<StepEntity> find(RunEntity run, String name) {
    return find("runNumber = ?1 and stepName = ?2", run.number(), name).firstResultOptional();
  }

  List<StepRecord> withCounts(RunEntity run, RunId id) {
    return session()
        .createSelectionQuery(
            """
            select s.stepName, s.createdAt, count(t),
                   count(t) filter (where t.state = SUCCEEDED),
                   count(t) filter (where t.state = FAILED)
            from StepEntity s left join TaskEntity t on t.step = s
            where s.runNumber = :run
            group by s.stepNumber, s.stepName, s.createdAt
            order by s.stepNumber
            """,
            Counts.class)
        .setParameter("run", run.number())
        .stream()
        .map(step -> step.toRecord(id))
        .toList();
  }

  private void insert(RunEntity run, String name, Instant at, String owner) {
    session()
        .createNativeMutationQuery(
            """
            insert into steps (run_number, step_name, project, owner, created_at)
            values (:run, :step, :project, :owner, :createdAt) on conflict do nothing
            """)
        .setParameter("run", run.number())
        .setParameter("step", name)
        .setParameter("project", run.project())
        .setParameter("owner", owner)
        .setParameter("createdAt", at, Instant.class)
        .executeUpdate();
  }

  private Session session() {
    return getEntityManager().unwrap(Session.class);
  }

  record Counts(String step, Instant createdAt, long tasks, long succeeded, long failed) {
    StepRecord toRecord(RunId run) {
      return new StepRecord(run, step, createdAt, tasks, succeeded, failed);
    }
  }
}
