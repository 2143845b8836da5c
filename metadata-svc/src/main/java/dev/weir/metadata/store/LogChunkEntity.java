package dev.weir.metadata.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;

@Entity
@Table(name = "log_chunks")
@Immutable
@IdClass(LogChunkEntity.Key.class)
class LogChunkEntity {
  private static final TypeReference<List<LogLine>> LINES = new TypeReference<>() {};

  @Id private long runNumber;
  @Id private long position;
  private String stepName;
  private String taskId;
  private int attempt;
  private int sequence;
  private String lines;

  /** Rows are made by {@link LogRepository#insert}. */
  protected LogChunkEntity() {}

  long position() {
    return position;
  }

  LogChunk toChunk(RunId run) {
    return new LogChunk(
        run, new TaskId(taskId), stepName, attempt, sequence, JsonColumn.read(lines, LINES));
  }

  record Key(long runNumber, long position) {}
}
