package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class WorkerScalingTest {
  private final Stack stack = Synth.withDefaults();
  private final Stack other = Synth.with(Variations.EVERYTHING_ELSE);

  @Test
  void workersGoDownToNoneWhenNothingWaitsOrRuns() {
    // Given
    var idle = alarm(stack, "LessThanOrEqualToThreshold");
    // Then
    assertThat(target(stack).get("MinCapacity").asInt(-1)).isZero();
    assertThat(idle.get("Threshold").asInt(-1)).isZero();
    assertThat(idle.get("EvaluationPeriods").asInt()).isEqualTo(10);
    assertThat(idle.get("Metrics").toString())
        .contains("waiting + running")
        .contains("ApproximateNumberOfMessagesVisible")
        .contains("ApproximateNumberOfMessagesNotVisible");
    assertThat(steps(stack, "ExactCapacity").get(0).get("ScalingAdjustment").asInt(-1)).isZero();
  }

  @Test
  void oneWaitingTaskIsEnoughToStartAWorker() {
    var waiting = alarm(stack, "GreaterThanOrEqualToThreshold");
    assertThat(waiting.get("Threshold").asInt()).isOne();
    assertThat(waiting.get("EvaluationPeriods").asInt()).isOne();
    assertThat(steps(stack, "ChangeInCapacity").get(0).get("ScalingAdjustment").asInt()).isOne();
  }

  @Test
  void workersAreTakenAwayOnlyWhenAllAreIdle() {
    assertThat(steps(stack, "ChangeInCapacity"))
        .allSatisfy(step -> assertThat(step.get("ScalingAdjustment").asInt()).isPositive());
  }

  @Test
  void aDeploymentLeavesTheNumberOfWorkersAlone() {
    assertThat(stack.service(Part.WORKER).has("DesiredCount")).isFalse();
  }

  @Test
  void leastMostAndSpotAreSettings() {
    assertThat(target(other).get("MinCapacity").asInt()).isOne();
    assertThat(target(other).get("MaxCapacity").asInt()).isEqualTo(40);
    assertThat(steps(other, "ExactCapacity").get(0).get("ScalingAdjustment").asInt()).isOne();
    assertThat(provider(stack)).isEqualTo("FARGATE");
    assertThat(provider(other)).isEqualTo("FARGATE_SPOT");
  }

  private static JsonNode target(Stack stack) {
    return stack.only("AWS::ApplicationAutoScaling::ScalableTarget");
  }

  private static JsonNode steps(Stack stack, String adjustment) {
    return stack.all("AWS::ApplicationAutoScaling::ScalingPolicy").stream()
        .map(policy -> policy.get("StepScalingPolicyConfiguration"))
        .filter(policy -> policy.get("AdjustmentType").asText().equals(adjustment))
        .findFirst()
        .orElseThrow()
        .get("StepAdjustments");
  }

  private static JsonNode alarm(Stack stack, String operator) {
    return stack.all("AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> alarm.get("AlarmDescription").asText().contains("Scales the workers"))
        .filter(alarm -> alarm.get("ComparisonOperator").asText().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  private static String provider(Stack stack) {
    return stack.service(Part.WORKER).at("/CapacityProviderStrategy/0/CapacityProvider").asText();
  }
}
