package dev.weir.metadata.store;

import dev.weir.client.Json;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.TaskId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class LogRepository implements PanacheRepositoryBase<LogChunkEntity, LogChunkEntity.Key> {
  private static final Sort ARRIVAL = Sort.ascending("position");

  /** Nothing where the chunk is there already. Taking the position is what orders the commits. */
  void insert(RunEntity run, LogChunk chunk) {
    getEntityManager()
        .unwrap(Session.class)
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
        .executeUpdate();
  }

  List<LogChunkEntity> ofRun(RunEntity run, long after, int limit) {
    return find("runNumber = ?1 and position > ?2", ARRIVAL, run.number(), after)
        .page(Page.ofSize(limit))
        .list();
  }

  List<LogChunkEntity> ofTask(RunEntity run, TaskId task, long after, int limit) {
    return find(
            "runNumber = ?1 and taskId = ?2 and position > ?3",
            ARRIVAL,
            run.number(),
            task.value(),
            after)
        .page(Page.ofSize(limit))
        .list();
  }
}
