package dev.weir.testkit.quarkus;

import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.QueueSpec;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates queues by the SDK, where SQS is not ours to create them in. */
final class SdkQueues implements AutoCloseable {
  private final SqsClient sqs;

  SdkQueues(URI endpoint) {
    var local = AwsCredentials.LOCAL;
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(local.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(local.accessKeyId(), local.secretAccessKey())))
            .build();
  }

  /** As {@code EmbeddedSqs} does: the queue, and where its messages go that nobody could handle. */
  void create(QueueSpec queue) {
    var dead = sqs.createQueue(create -> create.queueName(queue.deadLetterName())).queueUrl();
    var deadArn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    var redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(deadArn, queue.maxReceives());
    var visibility = Long.toString(queue.visibilityTimeout().toSeconds());
    sqs.createQueue(
        create ->
            create
                .queueName(queue.name())
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        visibility,
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive)));
  }

  @Override
  public void close() {
    sqs.close();
  }
}
