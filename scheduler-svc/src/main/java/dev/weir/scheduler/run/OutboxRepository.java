package dev.weir.scheduler.run;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.RunId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OutboxRepository implements PanacheRepositoryBase<OutboxEntity, Long> {

  void add(AttemptRecord attempt, Instant now) {
    persist(OutboxEntity.of(Numbers.of(attempt.runId()), attempt, now));
  }

  void add(RunId run, Instant now) {
    persist(OutboxEntity.of(Numbers.of(run), null, now));
  }

  /** Takes what is due, of one run or of any, and puts its next try off: each time twice as far. */
  List<Long> take(@Nullable Long run, Instant now, int limit) {
    var due =
        getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(
                """
                update outbox set tries = tries + 1, due_at = cast(:now as timestamptz)
                  + least(5 * power(2, least(tries, 10)), 300) * interval '1 second'
                where id in (
                  select id from outbox
                  where due_at <= :now and run_id = coalesce(cast(:run as bigint), run_id)
                  order by id limit :limit for update skip locked)
                returning id""",
                Long.class)
            .setParameter("now", now)
            .setParameter("run", run)
            .setParameter("limit", limit)
            .getResultList();
    return due.stream().sorted().toList();
  }
}
