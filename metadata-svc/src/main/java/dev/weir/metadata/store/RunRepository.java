package dev.weir.metadata.store;

import dev.weir.client.Json;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RunRepository implements PanacheRepositoryBase<RunEntity, Long> {

  Optional<RunEntity> find(RunId run) {
    return find("runId", run.value()).firstResultOptional();
  }

  /** Nothing where the run is there already, whoever else stores it at this moment. */
  void insert(RunRecord run, String owner) {
    session()
        .createNativeMutationQuery(
            """
            insert into flows (project, flow_id, owner, created_at)
            values (:project, :flow, :owner, :createdAt) on conflict do nothing
            """)
        .setParameter("project", run.project().value())
        .setParameter("flow", run.flow())
        .setParameter("owner", owner)
        .setParameter("createdAt", run.createdAt(), Instant.class)
        .executeUpdate();
    session()
        .createNativeMutationQuery(
            """
            insert into runs (run_id, project, flow_id, owner, code_package, parameters,
                              tags, system_tags, state, created_at, finished_at, origin, provenance)
            values (:run, :project, :flow, :owner, :codePackage, cast(:parameters as json),
                    cast(:tags as varchar[]), cast(:systemTags as varchar[]), :state, :createdAt,
                    :finishedAt, :origin, cast(:provenance as json))
            on conflict do nothing
            """)
        .setParameter("run", run.id().value())
        .setParameter("project", run.project().value())
        .setParameter("flow", run.flow())
        .setParameter("owner", owner)
        .setParameter("codePackage", run.codePackage().toString())
        .setParameter("parameters", Json.text(run.parameters()))
        .setParameter("tags", run.tags().toArray(String[]::new))
        .setParameter("systemTags", run.systemTags().toArray(String[]::new))
        .setParameter("state", run.state().name())
        .setParameter("createdAt", run.createdAt(), Instant.class)
        .setParameter("finishedAt", run.finishedAt(), Instant.class)
        .setParameter("origin", text(run.origin()), String.class)
        .setParameter("provenance", json(run.provenance()), String.class)
        .executeUpdate();
  }

  /** A flow is found by its own row; its runs are looked at only where a tag is wanted. */
  List<FlowRecord> flows(
      Optional<Project> project, Optional<String> tag, Optional<String> after, int limit) {
    return session()
        .createNativeQuery(
            """
            select f.flow_id as flow, min(f.created_at) as created_at from flows f
            where (:project is null or f.project = :project)
              and (:after is null or f.flow_id > :after)
              and (:tag is null or exists (select 1 from runs r
                where r.project = f.project and r.flow_id = f.flow_id
                  and (r.tags @> cast(array[:tag] as varchar[])
                    or r.system_tags @> cast(array[:tag] as varchar[]))))
            group by f.flow_id order by f.flow_id limit :limit
            """,
            Object[].class)
        .addScalar("flow", String.class)
        .addScalar("created_at", Instant.class)
        .setParameter("project", project.map(Project::value).orElse(null), String.class)
        .setParameter("after", after.orElse(null), String.class)
        .setParameter("tag", tag.orElse(null), String.class)
        .setParameter("limit", limit)
        .stream()
        .map(row -> new FlowRecord((String) row[0], (Instant) row[1]))
        .toList();
  }

  private static @Nullable String json(@Nullable Provenance provenance) {
    return provenance == null ? null : Json.text(provenance);
  }

  private static @Nullable String text(@Nullable RunId run) {
    return run == null ? null : run.value();
  }

  List<RunEntity> list(RunQuery query, Optional<Long> before) {
    var conditions = new ArrayList<String>();
    var values = new HashMap<String, Object>();
    query.project().ifPresent(it -> narrow("project = :project", it.value(), conditions, values));
    query.flow().ifPresent(it -> narrow("flowId = :flow", it, conditions, values));
    query.owner().ifPresent(it -> narrow("owner = :owner", it, conditions, values));
    query.state().ifPresent(it -> narrow("state = :state", it, conditions, values));
    before.ifPresent(it -> narrow("runNumber < :before", it, conditions, values));
    for (var tag : Set.copyOf(query.tags())) {
      var name = ":tag" + values.size();
      narrow(
          "(array_contains(tags, %s) or array_contains(systemTags, %s))".formatted(name, name),
          tag,
          conditions,
          values);
    }
    var newestFirst = Sort.descending("runNumber");
    var found =
        conditions.isEmpty()
            ? findAll(newestFirst)
            : find(String.join(" and ", conditions), newestFirst, values);
    return found.page(Page.ofSize(query.limit())).list();
  }

  /** The parameter's name is what stands between the colon and what is no letter. */
  private static void narrow(
      String condition, Object value, List<String> conditions, Map<String, Object> values) {
    conditions.add(condition);
    values.put(condition.replaceAll("(?s).*:(\\w+).*", "$1"), value);
  }

  private Session session() {
    return getEntityManager().unwrap(Session.class);
  }
}
