package dev.weir.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskReady;
import dev.weir.testkit.quarkus.SqsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The worker between two real queues; scheduler, record and steps are stand-ins. */
@QuarkusTest
@QuarkusTestResource(SqsResource.class)
@QuarkusTestResource(FakeServicesResource.class)
class WorkerOverSqsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject SqsAsyncClient sqs;
  @Inject GatedSteps steps;
  FakeServices services;

  @Test
  void aTaskThatIsReadyEndsAsAnEventAndItsMessageIsGone() {
    // Given
    var task = newTask();
    // When
    announce(task);
    steps.letEnd(task);
    // Then
    var event = eventOf(task);
    assertThat(event.outcome()).isEqualTo(GatedSteps.SUCCEEDED);
    await().atMost(PATIENCE).until(() -> inQueue().equals(new InQueue(0, 0)));
    assertThat(services.effects()).containsSubsequence("claim " + task, "SUCCEEDED " + task);
  }

  @Test
  void aSecondDeliveryRunsNothing() {
    // Given
    var task = newTask();
    // When
    announce(task);
    announce(task);
    // Then
    await().atMost(PATIENCE).until(() -> inQueue().equals(new InQueue(0, 1)));
    steps.letEnd(task);
    eventOf(task);
    await().atMost(PATIENCE).until(() -> inQueue().equals(new InQueue(0, 0)));
    assertThat(steps.started()).containsOnlyOnce(task);
  }

  @Test
  void aStaleMessageIsDeleted() {
    // Given
    var task = newTask();
    services.claimedElsewhere(task);
    // When
    announce(task);
    // Then
    await().atMost(PATIENCE).until(() -> inQueue().equals(new InQueue(0, 0)));
    assertThat(steps.started()).doesNotContain(task);
  }

  @Test
  void takesNoMoreMessagesThanItHasSlots() {
    // Given
    var tasks = List.of(newTask(), newTask(), newTask(), newTask(), newTask());
    // When
    tasks.forEach(this::announce);
    await()
        .atMost(PATIENCE)
        .until(() -> tasks.stream().filter(steps.started()::contains).count() == 2);
    // Then
    await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> inQueue().hidden() == 2);
    assertThat(inQueue().visible()).isEqualTo(3);
    tasks.forEach(steps::letEnd);
    tasks.forEach(this::eventOf);
    await().atMost(PATIENCE).until(() -> inQueue().equals(new InQueue(0, 0)));
  }

  private record InQueue(int visible, int hidden) {}

  private InQueue inQueue() {
    var attributes =
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(url("weir-tasks"))
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .join()
            .attributes();
    return new InQueue(
        Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
        Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
  }

  private static String newTask() {
    return "t" + UUID.randomUUID();
  }

  private void announce(String task) {
    var ready = new TaskReady(new RunId("w1"), new TaskId(task), 0);
    sqs.sendMessage(send -> send.queueUrl(url("weir-tasks")).messageBody(Json.text(ready))).join();
  }

  private TaskFinished eventOf(String task) {
    var events = new ArrayList<TaskFinished>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              receiveEvents(events);
              return events.stream().anyMatch(event -> event.taskId().value().equals(task));
            });
    return events.stream().filter(e -> e.taskId().value().equals(task)).findFirst().orElseThrow();
  }

  /** Leaves them in the queue, for another test may wait for one of them. */
  private void receiveEvents(List<TaskFinished> events) {
    sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(url("weir-task-events"))
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0))
        .join()
        .messages()
        .forEach(
            message ->
                events.add(
                    Json.read(
                        message.body().getBytes(StandardCharsets.UTF_8), TaskFinished.class)));
  }

  private String url(String queue) {
    return sqs.getQueueUrl(get -> get.queueName(queue)).join().queueUrl();
  }
}
