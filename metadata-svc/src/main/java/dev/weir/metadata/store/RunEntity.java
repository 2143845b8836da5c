package dev.weir.metadata.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.client.Json;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TagChange;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "runs")
@DynamicUpdate
class RunEntity {
  private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};
  private static final TypeReference<Collected> COLLECTED = new TypeReference<>() {};
  private static final TypeReference<Provenance> PROVENANCE = new TypeReference<>() {};

  @Id private long runNumber;
  private String runId;
  private String project;
  private String flowId;
  private String owner;
  private String codePackage;
  private String parameters;
  private String[] tags;
  private String[] systemTags;

  @Enumerated(EnumType.STRING)
  private RunState state;

  private Instant createdAt;
  private @Nullable Instant finishedAt;
  private @Nullable String origin;
  private @Nullable String provenance;
  private @Nullable String collected;

  /** Rows are made by {@link RunRepository#insert}. */
  protected RunEntity() {}

  long number() {
    return runNumber;
  }

  String project() {
    return project;
  }

  String owner() {
    return owner;
  }

  RunState state() {
    return state;
  }

  boolean isSameRunAs(RunRecord other) {
    return project.equals(other.project().value())
        && flowId.equals(other.flow())
        && codePackage.equals(other.codePackage().toString());
  }

  void end(RunState ended, @Nullable Instant at) {
    state = ended;
    finishedAt = at;
  }

  void tag(TagChange change) {
    tags = change.on(List.of(tags), List.of(systemTags)).toArray(String[]::new);
  }

  /** The first to say so is right: what is gone is gone. */
  void collect(Collected by) {
    if (collected == null) {
      collected = Json.text(by);
    }
  }

  RunRecord toRecord() {
    return new RunRecord(
        new RunId(runId),
        new Project(project),
        owner,
        flowId,
        Digest.parse(codePackage),
        JsonColumn.read(parameters, PARAMETERS),
        List.of(tags),
        List.of(systemTags),
        state,
        createdAt,
        finishedAt,
        origin == null ? null : new RunId(origin),
        provenance == null ? null : JsonColumn.read(provenance, PROVENANCE),
        collected == null ? null : JsonColumn.read(collected, COLLECTED));
  }
}
