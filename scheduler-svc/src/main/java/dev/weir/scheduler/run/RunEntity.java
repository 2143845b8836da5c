package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.Run.TaskFailure;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A run. Its row is the run's lock: every transaction that moves the run takes it first, and then
 * whatever else it needs, so that no two of them can wait for each other.
 */
@Entity
@Table(name = "runs")
@DynamicUpdate
class RunEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_ids")
  @SequenceGenerator(name = "run_ids", sequenceName = "run_ids", allocationSize = 1)
  Long id;

  String project;
  String owner;
  String flow;

  @Column(name = "package")
  String codePackage;

  String parameters;
  String tags;

  @Nullable String provenance;

  /** Nothing where it is that of its owner. */
  @Nullable String namespace;

  @Column(name = "max_workers")
  int maxWorkers;

  @Enumerated(EnumType.STRING)
  RunState state;

  @Nullable String failure;

  @Column(name = "idempotency_key")
  @Nullable String idempotencyKey;

  @Column(name = "request_hash")
  @Nullable String requestHash;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "moved_at")
  Instant movedAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  static RunEntity of(NewRun wanted, Instant now) {
    var run = new RunEntity();
    run.project = wanted.project().value();
    run.owner = wanted.owner().name();
    run.flow = wanted.code().graph().flow();
    run.codePackage = wanted.codePackage().toString();
    run.parameters = Json.text(wanted.parameters());
    run.tags = Json.text(wanted.tags());
    run.provenance = wanted.provenance().map(Json::text).orElse(null);
    run.namespace = wanted.namespace().orElse(null);
    run.maxWorkers = wanted.maxWorkers();
    run.state = RunState.RUNNING;
    wanted
        .repeat()
        .ifPresent(
            repeat -> {
              run.idempotencyKey = repeat.key();
              run.requestHash = repeat.requestHash();
            });
    run.createdAt = now;
    run.movedAt = now;
    return run;
  }

  RunId runId() {
    return Numbers.run(id);
  }

  Project inProject() {
    return new Project(project);
  }

  Digest packageDigest() {
    return Digest.parse(codePackage);
  }

  Map<String, Object> parameterValues() {
    return Documents.map(parameters);
  }

  List<String> tagList() {
    return List.of(Documents.read(tags, String[].class));
  }

  @Nullable Provenance knownProvenance() {
    return provenance == null ? null : Documents.read(provenance, Provenance.class);
  }

  @Nullable TaskFailure taskFailure() {
    return failure == null ? null : Documents.read(failure, TaskFailure.class);
  }

  void moved(Instant now) {
    movedAt = now;
  }

  void end(RunState end, Optional<TaskFailure> because, Instant now) {
    state = end;
    failure = because.map(Json::text).orElse(null);
    finishedAt = now;
  }
}
