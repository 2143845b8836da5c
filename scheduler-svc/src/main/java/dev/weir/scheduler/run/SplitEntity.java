package dev.weir.scheduler.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A fan-out, named by the task that opened it, and how many of its branches are still to come. */
@Entity
@Table(name = "splits")
@DynamicUpdate
class SplitEntity {
  @Id Long id;

  @Column(name = "run_id")
  long runId;

  String step;
  String path;
  int size;
  int remaining;
  @Nullable String items;

  @Column(name = "created_at")
  Instant createdAt;

  int countDown() {
    return --remaining;
  }
}
