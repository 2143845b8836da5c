package dev.weir.scheduler.run;

import dev.weir.engine.Split;
import dev.weir.protocol.TaskKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class SplitRepository implements PanacheRepositoryBase<SplitEntity, Long> {

  /** Whether the split is new. */
  boolean insert(long run, Split split, Instant now) {
    return getEntityManager()
            .createNativeQuery(
                """
                insert into splits (run_id, step, path, size, remaining, items, created_at)
                values (:run, :step, :path, :size, :size, cast(:items as text), :now)
                on conflict (run_id, step, path) do nothing""")
            .setParameter("run", run)
            .setParameter("step", split.key().step())
            .setParameter("path", split.key().path())
            .setParameter("size", split.size())
            .setParameter("items", split.items().map(Object::toString).orElse(null))
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  Optional<SplitEntity> find(long run, TaskKey opener) {
    return find("runId = ?1 and step = ?2 and path = ?3", run, opener.step(), opener.path())
        .firstResultOptional();
  }

  SplitEntity lock(long run, TaskKey opener) {
    return find("runId = ?1 and step = ?2 and path = ?3", run, opener.step(), opener.path())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .orElseThrow(() -> new IllegalStateException("no split is open at " + opener));
  }
}
