package dev.weir.metadata.store;

import static dev.weir.protocol.AttemptState.FAILED;
import static dev.weir.protocol.AttemptState.LOST;
import static dev.weir.protocol.AttemptState.RUNNING;
import static dev.weir.protocol.AttemptState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.AttemptState;
import dev.weir.protocol.TaskState;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptHistoryTest {
  private static final AttemptHistory NONE = new AttemptHistory(Map.<Integer, AttemptState>of());

  @Test
  void theNewestAttemptDecidesWhereTheTaskStands() {
    assertThat(NONE.with(0, RUNNING).taskState()).isEqualTo(TaskState.RUNNING);
    assertThat(NONE.with(0, LOST).taskState()).isEqualTo(TaskState.READY);
    assertThat(NONE.with(0, FAILED).taskState()).isEqualTo(TaskState.FAILED);
    assertThat(NONE.with(0, FAILED).with(1, RUNNING).taskState()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void aNewerAttemptTakesTheOlderOnesAwayButKeepsTheirFailures() {
    // Given
    var history = NONE.with(0, FAILED).with(1, SUCCEEDED);
    // When
    var after = history.with(2, RUNNING);
    // Then
    assertThat(after.states()).isEqualTo(Map.of(0, FAILED, 1, LOST, 2, RUNNING));
  }

  @Test
  void inAnyOrderOfReportsAtMostOneAttemptSucceeds() {
    var random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      // Given
      var history = NONE;
      // When
      for (int report = 0; report < 12; report++) {
        history = history.with(random.nextInt(4), AttemptState.values()[random.nextInt(4)]);
      }
      // Then
      assertThat(history.states().values().stream().filter(SUCCEEDED::equals).count())
          .isLessThanOrEqualTo(1);
      assertThat(history.states().headMap(history.states().lastKey()).values())
          .doesNotContain(RUNNING, SUCCEEDED);
    }
  }
}
