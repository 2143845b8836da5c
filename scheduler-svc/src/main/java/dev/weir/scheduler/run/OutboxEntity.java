package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something metadata-svc has yet to be told. */
@Entity
@Table(name = "outbox")
class OutboxEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_ids")
  @SequenceGenerator(name = "outbox_ids", sequenceName = "outbox_ids", allocationSize = 1)
  Long id;

  @Column(name = "run_id")
  long runId;

  @Nullable String attempt;
  int tries;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "created_at")
  Instant createdAt;

  static OutboxEntity of(long run, @Nullable AttemptRecord attempt, Instant now) {
    var row = new OutboxEntity();
    row.runId = run;
    row.attempt = attempt == null ? null : Json.text(attempt);
    row.dueAt = now;
    row.createdAt = now;
    return row;
  }

  Optional<AttemptRecord> attemptRecord() {
    return Optional.ofNullable(attempt).map(json -> Documents.read(json, AttemptRecord.class));
  }
}
