package dev.weir.metadata.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Table(name = "steps")
@Immutable
class StepEntity {
  @Id private long stepNumber;
  private long runNumber;
  private String stepName;
  private Instant createdAt;

  /** Rows are made by {@link StepRepository#insert}. */
  protected StepEntity() {}

  long number() {
    return stepNumber;
  }

  String name() {
    return stepName;
  }
}
