package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuesTest {
  private final Stack stack = Synth.withDefaults();

  @ParameterizedTest
  @ValueSource(strings = {"weir-tasks", "weir-task-events"})
  void whatNobodyCanHandleEndsInADeadLetterQueueAndRaisesAnAlarm(String name) {
    // When
    var dlq =
        queue(name).getValue().at("/Properties/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0");
    // Then
    assertThat(dlq.asText()).isEqualTo(queue(name + "-dlq").getKey());
    assertThat(stack.all("AWS::CloudWatch::Alarm"))
        .filteredOn(alarm -> alarm.at("/Dimensions/0/Value/Fn::GetAtt/0").equals(dlq))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.get("Threshold").asInt()).isOne());
  }

  @ParameterizedTest
  @ValueSource(strings = {"weir-tasks", "weir-task-events"})
  void aMessageComesBackOnlyAfterTheLeaseItLedTo(String name) {
    var slow = Synth.with(Variations.EVERYTHING_ELSE);
    assertThat(visibility(stack, name)).isGreaterThan(30);
    assertThat(visibility(slow, name)).isGreaterThan(120);
    assertThat(slow.environment(Part.SCHEDULER_SVC)).containsEntry("SCHEDULER_LEASE", "PT2M");
  }

  @Test
  void deadLettersAreKeptLongerThanTheQueueKeepsThem() {
    var kept = "/Properties/MessageRetentionPeriod";
    assertThat(queue("weir-tasks-dlq").getValue().at(kept).asInt())
        .isGreaterThan(queue("weir-tasks").getValue().at(kept).asInt());
  }

  @Test
  void everyQueueIsEncryptedAndRefusesPlainHttp() {
    assertThat(stack.all("AWS::SQS::Queue"))
        .hasSize(4)
        .allSatisfy(queue -> assertThat(queue.get("SqsManagedSseEnabled").asBoolean()).isTrue());
    assertThat(stack.all("AWS::SQS::QueuePolicy")).hasSize(4);
  }

  private static int visibility(Stack stack, String name) {
    return queue(stack, name).getValue().at("/Properties/VisibilityTimeout").asInt();
  }

  private Map.Entry<String, JsonNode> queue(String name) {
    return queue(stack, name);
  }

  private static Map.Entry<String, JsonNode> queue(Stack stack, String name) {
    return stack
        .resources("AWS::SQS::Queue")
        .filter(queue -> queue.getValue().at("/Properties/QueueName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
