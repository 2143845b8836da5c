package dev.weir.scheduler.run;

import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class RunRepository implements PanacheRepositoryBase<RunEntity, Long> {

  Optional<RunEntity> lock(long run) {
    return findByIdOptional(run, LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<RunEntity> find(Principal owner, Project project, String idempotencyKey) {
    return find(
            "owner = ?1 and project = ?2 and idempotencyKey = ?3",
            owner.name(),
            project.value(),
            idempotencyKey)
        .firstResultOptional();
  }

  /** Newest first. */
  List<RunEntity> list(RunQuery query) {
    var conditions = new ArrayList<String>(List.of("1 = 1"));
    var values = new HashMap<String, Object>();
    query.project().ifPresent(p -> where("project", p.value(), conditions, values));
    query.flow().ifPresent(flow -> where("flow", flow, conditions, values));
    query.state().ifPresent(state -> where("state", state, conditions, values));
    query
        .before()
        .ifPresent(
            run -> {
              conditions.add("id < :before");
              values.put("before", Numbers.of(run));
            });
    return find(String.join(" and ", conditions) + " order by id desc", values)
        .page(0, query.limit())
        .list();
  }

  /** Those that no event has moved since, longest first. */
  List<Long> quietSince(Instant moment, int limit) {
    return find(
            "select id from RunEntity where state = ?1 and movedAt < ?2 order by movedAt, id",
            RunState.RUNNING,
            moment)
        .project(Long.class)
        .page(0, limit)
        .list();
  }

  private static void where(
      String field, Object value, List<String> conditions, Map<String, Object> values) {
    conditions.add(field + " = :" + field);
    values.put(field, value);
  }
}
