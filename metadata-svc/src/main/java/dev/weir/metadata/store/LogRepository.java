package dev.weir.metadata.store;

import dev.weir.client.Json;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

@ApplicationScoped
class LogRepository implements PanacheRepositoryBase<LogChunkEntity, LogChunkEntity.Key> {
  private static final Sort ARRIVAL = Sort.ascending("position");

  /** Bytes of a page; the chunk that passes it is the last of its page. */
  private static final int FULL = 4 << 20;

  private static final String OF_TASK = " and task_id = :task";
  private static final String OF_ATTEMPT = OF_TASK + " and attempt = :attempt";

  /** Until this transaction ends, no other stores or changes what the run logged. */
  void lock(RunEntity run) {
    session()
        .createNativeMutationQuery(
            """
            insert into log_heads as heads (run_number, position) values (:run, 0)
            on conflict (run_number) do update set position = heads.position
            """)
        .setParameter("run", run.number())
        .executeUpdate();
  }

  /**
   * Nothing where the chunk is there already. Taking the position is what orders the commits.
   *
   * @return whether it is new
   */
  boolean insert(RunEntity run, LogChunk chunk) {
    return session()
            .createNativeMutationQuery(
                """
            with head as (
              insert into log_heads as heads (run_number, position) values (:run, 1)
              on conflict (run_number) do update set position = heads.position + 1
              returning run_number, position)
            insert into log_chunks (run_number, position, step_name, task_id, attempt, sequence, lines)
            select run_number, position, :step, :task, :attempt, :sequence, :lines from head
            on conflict do nothing
            """)
            .setParameter("run", run.number())
            .setParameter("step", chunk.step())
            .setParameter("task", chunk.taskId().value())
            .setParameter("attempt", chunk.attempt())
            .setParameter("sequence", chunk.sequence())
            .setParameter("lines", Json.text(chunk.lines()))
            .executeUpdate()
        == 1;
  }

  /** Gives a stored chunk other lines. */
  void replace(RunEntity run, LogChunk chunk, List<LogLine> lines) {
    session()
        .createNativeMutationQuery(
            """
            update log_chunks set lines = :lines where run_number = :run and task_id = :task
            and attempt = :attempt and sequence = :sequence
            """)
        .setParameter("lines", Json.text(lines))
        .setParameter("run", run.number())
        .setParameter("task", chunk.taskId().value())
        .setParameter("attempt", chunk.attempt())
        .setParameter("sequence", chunk.sequence())
        .executeUpdate();
  }

  List<LogChunkEntity> ofRun(RunEntity run, long after, int limit) {
    var last = last(run, Optional.empty(), Optional.empty(), after, limit);
    return list(
        "runNumber = ?1 and position > ?2 and position <= ?3", ARRIVAL, run.number(), after, last);
  }

  List<LogChunkEntity> ofTask(
      RunEntity run, TaskId task, Optional<Integer> attempt, long after, int limit) {
    var last = last(run, Optional.of(task), attempt, after, limit);
    return list(
        "runNumber = ?1 and taskId = ?2 and position > ?3 and position <= ?4"
            + attempt.map(number -> " and attempt = " + number).orElse(""),
        ARRIVAL,
        run.number(),
        task.value(),
        after,
        last);
  }

  /** Changes an attempt's lines, chunk by chunk in order: there may be more than fit in memory. */
  void rewrite(RunEntity run, TaskRecord task, int attempt, UnaryOperator<List<LogLine>> change) {
    var after = 0L;
    while (true) {
      var page = ofTask(run, task.id(), Optional.of(attempt), after, Integer.MAX_VALUE);
      if (page.isEmpty()) {
        return;
      }
      for (var stored : page) {
        var chunk = stored.toChunk(task.runId());
        replace(run, chunk, change.apply(chunk.lines()));
      }
      after = page.getLast().position();
      flush();
      getEntityManager().clear();
    }
  }

  /** Where a page ends: a log's size is known to no one who asks for so many chunks of it. */
  private long last(
      RunEntity run, Optional<TaskId> task, Optional<Integer> attempt, long after, int limit) {
    var which = attempt.isPresent() ? OF_ATTEMPT : task.isPresent() ? OF_TASK : "";
    var query =
        session()
            .createNativeQuery(
                """
                select coalesce(max(position), 0) from (
                  select position, sum(bytes) over (order by position) - bytes as before from (
                    select position, octet_length(lines) as bytes from log_chunks
                    where run_number = :run and position > :after%s
                    order by position limit :limit) as chunks) as sums
                where before < :full
                """
                    .formatted(which),
                Long.class)
            .setParameter("run", run.number())
            .setParameter("after", after)
            .setParameter("limit", limit)
            .setParameter("full", FULL);
    task.ifPresent(it -> query.setParameter("task", it.value()));
    attempt.ifPresent(it -> query.setParameter("attempt", it));
    return query.getSingleResult();
  }

  private Session session() {
    return getEntityManager().unwrap(Session.class);
  }
}
