package dev.weir.metadata.store;

import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.TaskId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

@ApplicationScoped
class TaskRepository implements PanacheRepositoryBase<TaskEntity, Long> {
  private static final String BY_ID = "runNumber = ?1 and taskId = ?2";

  /**
   * The attempt's task, made now where this is its first attempt, and locked: nobody else stores an
   * attempt of it before this transaction ends. Empty where another task is that instance already.
   */
  Optional<TaskEntity> lockOrInsert(
      RunEntity run, StepEntity step, AttemptRecord first, String owner) {
    return lock(run, first.taskId())
        .or(
            () -> {
              insert(run, step, first, owner);
              return lock(run, first.taskId());
            });
  }

  Optional<TaskEntity> find(RunEntity run, TaskId task) {
    return find(BY_ID, run.number(), task.value()).firstResultOptional();
  }

  List<TaskEntity> list(StepEntity step, long after, int limit) {
    return find("step = ?1 and taskNumber > ?2", Sort.ascending("taskNumber"), step, after)
        .page(Page.ofSize(limit))
        .list();
  }

  private Optional<TaskEntity> lock(RunEntity run, TaskId task) {
    return find(BY_ID, run.number(), task.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  private void insert(RunEntity run, StepEntity step, AttemptRecord first, String owner) {
    getEntityManager()
        .unwrap(Session.class)
        .createNativeMutationQuery(
            """
            insert into tasks (task_id, run_number, step_number, project, owner, frames,
                               frame_path, round, state, created_at)
            values (:task, :run, :step, :project, :owner, cast(:frames as json),
                    :path, :round, 'READY', :createdAt)
            on conflict do nothing
            """)
        .setParameter("task", first.taskId().value())
        .setParameter("run", run.number())
        .setParameter("step", step.number())
        .setParameter("project", run.project())
        .setParameter("owner", owner)
        .setParameter("frames", Json.text(first.key().frames()))
        .setParameter("path", first.key().path())
        .setParameter("round", first.key().round())
        .setParameter("createdAt", first.startedAt(), Instant.class)
        .executeUpdate();
  }
}
