package dev.weir.metadata.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.client.Json;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.Transition;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "attempts")
@DynamicUpdate
class AttemptEntity {
  private static final TypeReference<Failure> FAILURE = new TypeReference<>() {};
  private static final TypeReference<Transition> TRANSITION = new TypeReference<>() {};

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long attemptNumber;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "task_number")
  private TaskEntity task;

  private int attempt;

  @Enumerated(EnumType.STRING)
  private AttemptState state;

  private String worker;
  private @Nullable Long pid;
  private Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable String outputs;

  @Column(columnDefinition = "json")
  @ColumnTransformer(write = "cast(? as json)")
  private @Nullable String transition;

  @Column(columnDefinition = "json")
  @ColumnTransformer(write = "cast(? as json)")
  private @Nullable String failure;

  private @Nullable String originRun;
  private @Nullable String originTask;

  @OneToMany(mappedBy = "attempt", cascade = CascadeType.PERSIST)
  private List<ArtifactEntity> artifacts = new ArrayList<>();

  protected AttemptEntity() {}

  AttemptEntity(TaskEntity task, AttemptRecord first, AttemptState settled) {
    this.task = task;
    attempt = first.attempt();
    state = settled;
    worker = first.worker();
    startedAt = first.startedAt();
    take(first);
  }

  int number() {
    return attempt;
  }

  AttemptState state() {
    return state;
  }

  @Nullable Instant finishedAt() {
    return finishedAt;
  }

  /** Adds what was not known and replaces nothing that was; nothing where it came too late. */
  void advance(AttemptRecord report, AttemptState settled) {
    if (state == AttemptState.LOST || settled != report.state()) {
      return;
    }
    state = settled;
    take(report);
  }

  void lose(Instant at) {
    state = AttemptState.LOST;
    finishedAt = finishedAt == null ? at : finishedAt;
  }

  private void take(AttemptRecord report) {
    pid = pid == null ? report.pid() : pid;
    finishedAt = finishedAt == null ? report.finishedAt() : finishedAt;
    if (outputs == null && report.outputs() != null) {
      outputs = report.outputs().toString();
    }
    if (transition == null && report.transition() != null) {
      transition = Json.text(report.transition());
    }
    if (originRun == null && report.origin() != null) {
      originRun = report.origin().run().value();
      originTask = report.origin().task().value();
    }
    if (failure == null && report.failure() != null) {
      failure = Json.text(report.failure());
    }
    if (artifacts.isEmpty()) {
      report.artifacts().forEach((name, ref) -> artifacts.add(new ArtifactEntity(this, name, ref)));
    }
  }

  AttemptRecord toRecord(RunId run) {
    return new AttemptRecord(
        run,
        task.id(),
        task.key(),
        attempt,
        state,
        worker,
        pid,
        startedAt,
        finishedAt,
        outputs == null ? null : Digest.parse(outputs),
        artifactsByName(),
        transition == null ? null : JsonColumn.read(transition, TRANSITION),
        failure == null ? null : JsonColumn.read(failure, FAILURE),
        origin());
  }

  private @Nullable TaskOrigin origin() {
    var run = originRun;
    var originalTask = originTask;
    return run == null || originalTask == null
        ? null
        : new TaskOrigin(new RunId(run), new TaskId(originalTask));
  }

  private Map<String, ArtifactRef> artifactsByName() {
    var byName = new TreeMap<String, ArtifactRef>();
    artifacts.forEach(artifact -> byName.put(artifact.name(), artifact.toRef()));
    return byName;
  }
}
