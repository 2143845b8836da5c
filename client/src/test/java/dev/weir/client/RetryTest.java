package dev.weir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final List<Duration> pauses = new ArrayList<>();
  private int calls;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void asksAgainUntilTheServiceIsBack() {
    // When
    var answer = new Retry(10, pauses::add).call(() -> refusedTimes(3, ProblemType.UNAVAILABLE));
    // Then
    assertThat(answer).isEqualTo("answer");
    assertThat(calls).isEqualTo(4);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void pausesLongerAndLongerUpToALimit() {
    // When
    new Retry(20, pauses::add).call(() -> refusedTimes(12, ProblemType.UNAVAILABLE));
    // Then
    assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(pauses.getLast()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
  }

  @Test
  void givesUpInTheEnd() {
    assertThatThrownBy(
            () -> new Retry(3, pauses::add).call(() -> refusedTimes(99, ProblemType.UNAVAILABLE)))
        .isInstanceOf(ServiceException.class);
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void doesNotAskAgainWhatCannotSucceed() {
    assertThatThrownBy(
            () -> new Retry(3, pauses::add).call(() -> refusedTimes(1, ProblemType.STALE_TASK)))
        .isInstanceOf(ServiceException.class);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void stopsWhenItMakesNoMoreSense() {
    assertThatThrownBy(
            () ->
                new Retry(9, pauses::add)
                    .call(() -> refusedTimes(9, ProblemType.UNAVAILABLE), () -> calls < 2))
        .isInstanceOf(ServiceException.class);
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void anInterruptEndsIt() {
    // Given
    Retry.Pause interrupted =
        time -> {
          throw new InterruptedException();
        };
    // Then
    assertThatThrownBy(
            () -> new Retry(9, interrupted).call(() -> refusedTimes(1, ProblemType.UNAVAILABLE)))
        .isInstanceOf(ServiceException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private String refusedTimes(int times, ProblemType type) {
    if (calls++ < times) {
      throw new ServiceException(type, "refused");
    }
    return "answer";
  }
}
