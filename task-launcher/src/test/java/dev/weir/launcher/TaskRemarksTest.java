package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.Project;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.RunId;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskRemarksTest {
  @Test
  void theStackTraceComesBeforeTheVerdict() {
    // Given
    var failure = new Failure(FailureKind.USER_ERROR, "boom", "Exception: boom\n\tat Flow.java:7");
    // When
    var lines = TaskRemarks.ended(task(0), new TaskOutcome.Failed(failure));
    // Then
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("Exception: boom", "\tat Flow.java:7", "Task failed: boom");
    assertThat(lines)
        .extracting(LogLine::stream)
        .containsExactly(Stream.STDERR, Stream.STDERR, Stream.RUNTIME);
  }

  @Test
  void aFailureThatIsNotTheLastSaysWhichRetryFollows() {
    // Given
    var failure = new Failure(FailureKind.USER_ERROR, "boom", null);
    // When
    var lines = TaskRemarks.ended(task(1), new TaskOutcome.Failed(failure));
    // Then
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("Task failed: boom", "Task will be tried again (retry 2 of 2).");
  }

  @Test
  void aFailureThatAsksForNoRetrySaysThatNoneFollows() {
    // Given
    var failure = new Failure(FailureKind.NO_RETRY, "no use", null);
    // When
    var lines = TaskRemarks.ended(task(1), new TaskOutcome.Failed(failure));
    // Then
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("Task failed: no use", "This failed task will not be retried.");
  }

  @Test
  void whatWasCaughtIsPrintedBeforeTheSuccess() {
    // Given
    var failure = new Failure(FailureKind.USER_ERROR, "boom", "Exception: boom");
    var outputs = Digest.of(new byte[0]);
    // When
    var lines =
        TaskRemarks.ended(
            task(0), new TaskOutcome.Succeeded(outputs, new Transition.End(), failure));
    // Then
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly(
            "Exception: boom",
            "@Catch caught the failure of step risky: boom",
            "Task finished successfully.");
  }

  private static TaskAssignment task(int retriesLeft) {
    var settings =
        StepSettings.NONE
            .withRetry(new RetryPolicy(2, Duration.ZERO))
            .withCaught(new CatchPolicy(null, true));
    return new TaskAssignment(
        new RunId("w1"),
        new TaskId("t1"),
        1,
        new Project("tests"),
        "ada",
        Digest.of(new byte[0]),
        new TaskKey("risky", List.of()),
        List.of(),
        null,
        settings,
        retriesLeft,
        null,
        null,
        null,
        null,
        Map.of(),
        List.of(),
        null);
  }
}
