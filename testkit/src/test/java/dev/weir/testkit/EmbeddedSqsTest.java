package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class EmbeddedSqsTest {
  private static EmbeddedSqs sqs;
  private static SqsClient client;

  @BeforeAll
  static void start() {
    sqs = EmbeddedSqs.start(0);
    client = SdkClients.sqs(sqs.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    sqs.close();
  }

  @Test
  void messageArrivesAndIsGoneOnceDeleted() throws IOException {
    // Given
    var queue = queue("arrives", Duration.ofSeconds(30), 5);
    // When
    client.sendMessage(send -> send.queueUrl(queue).messageBody("{\"task\":\"t1\"}"));
    var received = receive(queue);
    received.forEach(
        message ->
            client.deleteMessage(
                delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
    // Then
    assertThat(received).extracting(Message::body).containsExactly("{\"task\":\"t1\"}");
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void receivedMessageStaysHiddenForTheVisibilityTimeout() throws IOException {
    // Given
    var queue = queue("hidden", Duration.ofMinutes(10), 5);
    client.sendMessage(send -> send.queueUrl(queue).messageBody("once"));
    // When
    var first = receive(queue).getFirst();
    // Then
    assertThat(receive(queue)).isEmpty();
    client.changeMessageVisibility(
        change -> change.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
    assertThat(receive(queue)).extracting(Message::body).containsExactly("once");
  }

  @Test
  void messageReceivedTooOftenMovesToTheDeadLetterQueue() throws IOException {
    // Given
    var queue = queue("poison", Duration.ZERO, 2);
    var dead = client.getQueueUrl(get -> get.queueName("poison-dlq")).queueUrl();
    client.sendMessage(send -> send.queueUrl(queue).messageBody("poison"));
    // When
    assertThat(receive(queue)).hasSize(1);
    assertThat(receive(queue)).hasSize(1);
    // Then
    assertThat(receive(queue)).isEmpty();
    assertThat(receive(dead)).extracting(Message::body).containsExactly("poison");
  }

  @Test
  void queueIsFoundUnderTheUrlThatCreationReturned() throws IOException {
    // When
    var url = sqs.createQueue(QueueSpec.named("found"));
    // Then
    assertThat(client.getQueueUrl(get -> get.queueName("found")).queueUrl())
        .isEqualTo(url.toString());
  }

  @Test
  void creatingAQueueAgainKeepsItsMessages() throws IOException {
    // Given
    var queue = queue("again", Duration.ofSeconds(30), 5);
    client.sendMessage(send -> send.queueUrl(queue).messageBody("kept"));
    // When
    sqs.createQueue(new QueueSpec("again", Duration.ofSeconds(30), 5));
    // Then
    assertThat(receive(queue)).extracting(Message::body).containsExactly("kept");
  }

  @Test
  void queueNobodyCreatedDoesNotExist() {
    assertThatThrownBy(() -> client.getQueueUrl(get -> get.queueName("nowhere")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void nameThatSqsWouldRefuseIsRefusedBeforeTheCall() {
    assertThatThrownBy(() -> QueueSpec.named("weir tasks"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weir tasks");
  }

  private static String queue(String name, Duration visibility, int maxReceives)
      throws IOException {
    return sqs.createQueue(new QueueSpec(name, visibility, maxReceives)).toString();
  }

  private static List<Message> receive(String queue) {
    return client
        .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
        .messages();
  }
}
