package dev.weir.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomFlowTest {

  @ParameterizedTest
  @MethodSource
  void graphIsReadAsWritten(long seed) {
    // Given
    var random = new RandomFlow(seed);
    // When
    var graph = Flows.compile(random.source()).graph();
    // Then
    assertThat(graph.steps()).hasSameSizeAs(random.steps().keySet());
    var before = new HashSet<>(Set.of(""));
    for (var step : graph.steps()) {
      var expected = random.steps().get(step.name());
      assertThat(step.kind()).isEqualTo(expected.kind());
      assertThat(step.next()).isEqualTo(expected.next()).doesNotContainAnyElementsOf(before);
      assertThat(step.joins()).isEqualTo(expected.joins());
      assertThat(step.join()).isEqualTo(expected.joins() != null);
      assertThat(step.matchingJoin()).isEqualTo(expected.matchingJoin());
      before.add(step.name());
    }
  }

  static LongStream graphIsReadAsWritten() {
    return LongStream.range(0, 25);
  }
}
