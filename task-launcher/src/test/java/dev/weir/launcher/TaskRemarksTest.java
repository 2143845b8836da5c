package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.TaskOutcome;
import org.junit.jupiter.api.Test;

class TaskRemarksTest {
  @Test
  void theStackTraceComesBeforeTheVerdict() {
    // Given
    var failure = new Failure(FailureKind.USER_ERROR, "boom", "Exception: boom\n\tat Flow.java:7");
    // When
    var lines = TaskRemarks.ended(new TaskOutcome.Failed(failure));
    // Then
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("Exception: boom", "\tat Flow.java:7", "Task failed: boom");
    assertThat(lines)
        .extracting(LogLine::stream)
        .containsExactly(Stream.STDERR, Stream.STDERR, Stream.RUNTIME);
  }
}
