package dev.weir.metadata.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Frame;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tasks")
@DynamicUpdate
class TaskEntity {
  private static final TypeReference<List<Frame>> FRAMES = new TypeReference<>() {};

  @Id private long taskNumber;
  private String taskId;
  private long runNumber;

  @ManyToOne(fetch = FetchType.EAGER)
  @JoinColumn(name = "step_number")
  private StepEntity step;

  private String frames;

  private int round;
  private String framePath;

  @Enumerated(EnumType.STRING)
  private TaskState state;

  private Instant createdAt;
  private @Nullable Instant finishedAt;

  @OneToMany(mappedBy = "task", cascade = CascadeType.PERSIST)
  @OrderBy("attempt")
  private List<AttemptEntity> attempts = new ArrayList<>();

  /** Rows are made by {@link TaskRepository#insert}. */
  protected TaskEntity() {}

  boolean isInstance(TaskKey key) {
    return step.name().equals(key.step()) && framePath.equals(key.path());
  }

  TaskKey key() {
    return new TaskKey(step.name(), JsonColumn.read(frames, FRAMES), round);
  }

  long number() {
    return taskNumber;
  }

  TaskId id() {
    return new TaskId(taskId);
  }

  Optional<AttemptEntity> attempt(int number) {
    return attempts.stream().filter(attempt -> attempt.number() == number).findFirst();
  }

  Map<Integer, AttemptState> attemptStates() {
    var states = new TreeMap<Integer, AttemptState>();
    attempts.forEach(attempt -> states.put(attempt.number(), attempt.state()));
    return states;
  }

  void add(AttemptEntity attempt) {
    attempts.add(attempt);
    attempts.sort(Comparator.comparingInt(AttemptEntity::number));
  }

  /** Follows the newest attempt, which alone counts. */
  void settle(TaskState now) {
    state = now;
    finishedAt = now.ended() ? attempts.getLast().finishedAt() : null;
  }

  TaskRecord toRecord(RunId run, boolean runEnded) {
    return new TaskRecord(
        run,
        id(),
        key(),
        runEnded && !state.ended() ? TaskState.CANCELLED : state,
        createdAt,
        finishedAt,
        attempts.stream().map(attempt -> attempt.toRecord(run)).toList());
  }
}
