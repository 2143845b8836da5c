package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cdk.ScalingSteps.Step;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalingStepsTest {

  @Test
  void oneWaitingTaskGetsOneWorker() {
    assertThat(ScalingSteps.of(4, 10).getFirst()).isEqualTo(new Step(1, 1));
  }

  @Test
  void stepsDoubleUpToTheMost() {
    assertThat(ScalingSteps.of(2, 10))
        .containsExactly(
            new Step(1, 1), new Step(3, 2), new Step(5, 4), new Step(9, 8), new Step(17, 10));
  }

  @Test
  void whatIsAddedTakesAllThatWaitsOrIsAllThereMayBe() {
    IntStream.rangeClosed(1, 200).forEach(waiting -> takesAllThatWait(waiting, 3, 25));
  }

  @Test
  void aPolicyHoldsTheStepsOfAThousandWorkers() {
    assertThat(ScalingSteps.of(1, 1000)).hasSizeLessThanOrEqualTo(20);
  }

  private static void takesAllThatWait(int waiting, int slots, int max) {
    var added =
        ScalingSteps.of(slots, max).stream()
            .filter(step -> step.waiting() <= waiting)
            .mapToInt(Step::added)
            .max()
            .orElseThrow();
    assertThat(added).isBetween(Math.min(max, Math.ceilDiv(waiting, slots)), max);
  }
}
