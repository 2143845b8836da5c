package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.engine.Split;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Tasks one by one as entities; many at once in SQL, so that no run has to fit into memory. */
@ApplicationScoped
class TaskRepository implements PanacheRepositoryBase<TaskEntity, Long> {
  private static final String INSERT =
      """
      insert into tasks
        (run_id, step, path, frames, round, state, previous_task, joined_split, created_at)
      """;

  Optional<TaskEntity> lock(long run, long task) {
    return findByIdOptional(task, LockModeType.PESSIMISTIC_WRITE).filter(row -> row.runId == run);
  }

  void insert(long run, TaskKey key, @Nullable Long previous, @Nullable Long joined, Instant now) {
    getEntityManager()
        .createNativeQuery(
            INSERT
                + """
                values (:run, :step, :path, :frames, :round, 'READY',
                  cast(:previous as bigint), cast(:joined as bigint), :now)
                on conflict (run_id, step, path) do nothing""")
        .setParameter("run", run)
        .setParameter("step", key.step())
        .setParameter("path", key.path())
        .setParameter("frames", Json.text(key.frames()))
        .setParameter("round", key.round())
        .setParameter("previous", previous)
        .setParameter("joined", joined)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** The first tasks of a foreach's branches, in one statement, however many there are. */
  void insertForeach(long run, Split split, long opener, Instant now) {
    var first = split.branch(0);
    var outer = Json.text(split.key().frames());
    var around = outer.substring(0, outer.length() - 1) + (outer.length() > 2 ? "," : "");
    getEntityManager()
        .createNativeQuery(
            INSERT
                + """
                select :run, :step, :path || branch, :head || branch || :tail, 0, 'READY',
                  :opener, null, :now
                from generate_series(0, :last) as branch
                order by branch
                on conflict (run_id, step, path) do nothing""")
        .setParameter("run", run)
        .setParameter("step", first.step())
        .setParameter("path", first.path().substring(0, first.path().length() - 1))
        .setParameter("head", around + "{\"index\":")
        .setParameter(
            "tail",
            ",\"size\":" + split.size() + ",\"split\":" + Json.text(split.key().step()) + "}]")
        .setParameter("opener", opener)
        .setParameter("last", split.size() - 1)
        .setParameter("now", now)
        .executeUpdate();
  }

  List<TaskEntity> lockRunning(long run) {
    return find("runId = ?1 and state = ?2 order by id", run, TaskState.RUNNING)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Behind the back of the persistence context, which therefore starts anew. */
  void cancelAll(long run, Instant now) {
    update(
        "state = ?1, finishedAt = ?2 where runId = ?3 and state in (?4, ?5)",
        TaskState.CANCELLED,
        now,
        run,
        TaskState.READY,
        TaskState.RUNNING);
  }

  /** How many of the run's places are taken: a look at as many rows as it has places. */
  int placesTaken(long run) {
    return Math.toIntExact(
        count(
            "runId = ?1 and announcedAt is not null and state in (?2, ?3)",
            run,
            TaskState.READY,
            TaskState.RUNNING));
  }

  boolean anyAlive(long run) {
    return find("runId = ?1 and state in (?2, ?3)", run, TaskState.READY, TaskState.RUNNING)
        .page(0, 1)
        .firstResultOptional()
        .isPresent();
  }

  /** Gives places to the tasks that wait longest; the answer is (id, attempt). */
  List<Object[]> takePlaces(long run, int places, Instant now, Instant due) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            update tasks set announced_at = :now, announce_due = :due
            where id in (
              select id from tasks
              where run_id = :run and state = 'READY' and announced_at is null
                and (not_before is null or not_before <= :now)
              order by id limit :places for no key update skip locked)
            returning id, attempt""",
            Object[].class)
        .setParameter("run", run)
        .setParameter("places", places)
        .setParameter("now", now)
        .setParameter("due", due)
        .getResultList();
  }

  /**
   * Takes tasks whose announcement is overdue; the answer is (id, attempt, run, project). Each time
   * the wait is twice as long, so that a long queue does not fill with repeats.
   */
  List<Object[]> takeOverdue(Instant now, long longestWaitSeconds, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            update tasks t set announce_due = cast(:now as timestamptz) + least(
              cast(:now as timestamptz) - announced_at, :longest * interval '1 second')
            from runs r
            where r.id = t.run_id and t.id in (
              select id from tasks
              where state = 'READY' and announced_at is not null and announce_due <= :now
              order by announce_due limit :limit for no key update skip locked)
            returning t.id, t.attempt, t.run_id, r.project""",
            Object[].class)
        .setParameter("now", now)
        .setParameter("longest", longestWaitSeconds)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** The runs of tasks whose wait is over, each task once. */
  List<Long> takeAwake(Instant now, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            update tasks set not_before = null
            where id in (
              select id from tasks
              where state = 'READY' and announced_at is null and not_before <= :now
              order by not_before limit :limit for no key update skip locked)
            returning run_id""",
            Long.class)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Their announcement did not go out: due at once. Waits for no one who holds such a task. */
  void announceSoon(Collection<Long> tasks, Instant now) {
    getEntityManager()
        .createNativeQuery(
            """
            update tasks set announce_due = :now
            where id in (
              select id from tasks where id in (:tasks) and state = 'READY'
              for no key update skip locked)""")
        .setParameter("tasks", tasks)
        .setParameter("now", now)
        .executeUpdate();
  }

  boolean renew(long task, int attempt, String worker, Instant until) {
    return update(
            "leaseUntil = ?1 where id = ?2 and attempt = ?3 and worker = ?4 and state = ?5",
            until,
            task,
            attempt,
            worker,
            TaskState.RUNNING)
        == 1;
  }

  /** Running ones whose lease is over: (id, attempt, run). */
  List<Object[]> expired(Instant now, int limit) {
    return find(
            "select id, attempt, runId from TaskEntity where state = ?1 and leaseUntil < ?2"
                + " order by leaseUntil",
            TaskState.RUNNING,
            now)
        .project(Object[].class)
        .page(0, limit)
        .list();
  }

  /** What arrived at a split, in the order of its branches. */
  List<Input> arrivals(long split) {
    return getEntityManager()
        .createQuery(
            "select t from TaskEntity t where t.arrivedSplit = :split order by t.arrivedBranch",
            TaskEntity.class)
        .setParameter("split", split)
        .getResultList()
        .stream()
        .map(TaskEntity::asInput)
        .toList();
  }

  /** Tasks of each run, step and state: (run, step, state, count). */
  List<Object[]> counts(Collection<Long> runs) {
    return find(
            "select runId, step, state, count(*) from TaskEntity where runId in ?1"
                + " group by runId, step, state",
            runs)
        .project(Object[].class)
        .list();
  }
}
