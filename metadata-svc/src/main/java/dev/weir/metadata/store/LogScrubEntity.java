package dev.weir.metadata.store;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "log_scrubs")
@Immutable
class LogScrubEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long scrubNumber;

  private long runNumber;
  private String stepName;
  private String taskId;
  private int attempt;
  private String[] streams;
  private long lines;
  private String scrubbedBy;
  private Instant scrubbedAt;

  protected LogScrubEntity() {}

  LogScrubEntity(RunEntity run, LogScrub scrub) {
    this.runNumber = run.number();
    this.stepName = scrub.step();
    this.taskId = scrub.taskId().value();
    this.attempt = scrub.attempt();
    this.streams = scrub.streams().stream().map(LogLine.Stream::name).toArray(String[]::new);
    this.lines = scrub.lines();
    this.scrubbedBy = scrub.by();
    this.scrubbedAt = scrub.at();
  }

  List<LogLine.Stream> streams() {
    return Stream.of(streams).map(LogLine.Stream::valueOf).toList();
  }

  LogScrub toScrub(RunId run) {
    return new LogScrub(
        run, new TaskId(taskId), stepName, attempt, streams(), lines, scrubbedBy, scrubbedAt);
  }
}
