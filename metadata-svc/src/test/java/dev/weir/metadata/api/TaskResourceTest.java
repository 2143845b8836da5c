package dev.weir.metadata.api;

import static dev.weir.metadata.Records.aRun;
import static dev.weir.metadata.Records.ended;
import static dev.weir.metadata.Records.failed;
import static dev.weir.metadata.Records.key;
import static dev.weir.metadata.Records.lost;
import static dev.weir.metadata.Records.running;
import static dev.weir.metadata.Records.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.metadata.MetadataTest;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskResourceTest extends MetadataTest {
  private static final TaskId T1 = new TaskId("t1");

  private final RunRecord run = aRun();
  private final AttemptRecord first = running(run, "t1", key("work", 3), 0);
  private final AttemptRecord second = running(run, "t1", key("work", 3), 1);

  @BeforeEach
  void hasARun() {
    metadata().store(run);
  }

  @Test
  void anAttemptBringsItsStepAndTask() {
    // When
    metadata().store(first);
    // Then
    var task = task();
    assertThat(task.state()).isEqualTo(TaskState.RUNNING);
    assertThat(task.key()).isEqualTo(first.key());
    assertThat(task.attempts()).containsExactly(first);
  }

  @Test
  void aSuccessKeepsHundredsOfArtifacts() {
    // Given
    metadata().store(first);
    var success = succeeded(first, 500);
    // When
    var stored = Stream.of(success, success).map(metadata()::store).toList();
    // Then
    assertThat(stored).containsOnly(success);
    assertThat(task().attempts()).containsExactly(success);
    assertThat(task().finishedAt()).isEqualTo(success.finishedAt());
  }

  @Test
  void aFailureKeepsItsReason() {
    // When
    metadata().store(failed(first));
    // Then
    assertThat(task().state()).isEqualTo(TaskState.FAILED);
    assertThat(task().attempts()).containsExactly(failed(first));
  }

  @Test
  void aLateReportChangesNothing() {
    // Given
    metadata().store(succeeded(first, 2));
    // When
    var late = Stream.of(first, failed(first)).map(metadata()::store);
    // Then
    assertThat(late).containsOnly(succeeded(first, 2));
  }

  @Test
  void takingAnAttemptAwayOverridesItsSuccess() {
    // Given
    metadata().store(succeeded(first, 2));
    // When
    var taken = metadata().store(lost(first));
    // Then
    assertThat(taken.state()).isEqualTo(AttemptState.LOST);
    assertThat(task().state()).isEqualTo(TaskState.READY);
    assertThat(metadata().store(succeeded(first, 2)).state()).isEqualTo(AttemptState.LOST);
  }

  @Test
  void onlyTheNewestAttemptCanHaveSucceeded() {
    // Given
    metadata().store(succeeded(first, 2));
    // When
    metadata().store(succeeded(second, 3));
    var zombie = metadata().store(succeeded(first, 2));
    // Then
    assertThat(zombie.state()).isEqualTo(AttemptState.LOST);
    assertThat(task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task().attempts())
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
  }

  @Test
  void aReportThatComesAfterANewerAttemptIsLost() {
    // Given
    metadata().store(second);
    // When
    var late = metadata().store(succeeded(first, 1));
    // Then
    assertThat(late.state()).isEqualTo(AttemptState.LOST);
    assertThat(task().state()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void aTaskThatNeverEndedInAnEndedRunIsCancelled() {
    // Given
    metadata().store(first);
    // When
    metadata().store(ended(run, RunState.FAILED));
    // Then
    assertThat(task().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void anInstanceOfAStepIsOneTask() {
    // Given
    metadata().store(first);
    // Then
    assertThatThrownBy(() -> metadata().store(running(run, "t2", first.key(), 0)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONFLICT));
    assertThatThrownBy(() -> metadata().store(running(run, "t1", key("work", 4), 0)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONFLICT));
  }

  @Test
  void anAttemptNeedsItsRun() {
    assertThatThrownBy(() -> metadata().store(running(aRun(), "t1", key("start"), 0)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.RUN_NOT_FOUND));
  }

  @Test
  void tasksAreListedOldestFirstPageByPage() {
    // Given
    IntStream.range(0, 7)
        .mapToObj(i -> succeeded(running(run, "t" + i, key("work", i), 0), 2))
        .forEach(metadata()::store);
    // When
    var page = metadata().tasks(run.id(), "work", new TaskId("t2"), 3);
    // Then
    assertThat(page).extracting(task -> task.id().value()).containsExactly("t3", "t4", "t5");
    assertThat(page)
        .allSatisfy(task -> assertThat(task.attempts().getFirst().artifacts()).hasSize(2));
    assertThat(metadata().tasks(run.id(), "work")).hasSize(7);
  }

  /**
   * Whatever arrives in whatever order, at once and twice: nobody is refused, one success stays.
   */
  @Test
  void reportsMayRace() throws Exception {
    // Given
    var reports = new ArrayList<Callable<AttemptRecord>>();
    for (int task = 0; task < 6; task++) {
      var a = running(run, "t" + task, key("work", task), 0);
      var b = running(run, "t" + task, key("work", task), 1);
      Stream.of(a, a, lost(a), succeeded(a, 5), b, b, succeeded(b, 5), succeeded(b, 5))
          .forEach(report -> reports.add(() -> metadata().store(report)));
    }
    Collections.shuffle(reports, new Random(7));
    // When
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(reports)) {
        assertThat(answer.get()).isNotNull();
      }
    }
    // Then
    assertThat(metadata().tasks(run.id(), "work"))
        .hasSize(6)
        .allSatisfy(
            task ->
                assertThat(task.attempts())
                    .extracting(AttemptRecord::state)
                    .isEqualTo(List.of(AttemptState.LOST, AttemptState.SUCCEEDED)));
  }

  private TaskRecord task() {
    return metadata().task(run.id(), T1);
  }
}
