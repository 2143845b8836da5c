package dev.weir.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Keeps received messages hidden from other workers, or shows them again. */
@ApplicationScoped
class TaskQueue {
  private static final Logger LOG = Logger.getLogger(TaskQueue.class);
  private static final long PATIENCE_SECONDS = 10;

  private final SqsAsyncClient sqs;
  private final WorkerConfig config;

  TaskQueue(SqsAsyncClient sqs, WorkerConfig config) {
    this.sqs = sqs;
    this.config = config;
  }

  /** Hides a message that is being worked on for another while. */
  void hide(String receiptHandle) {
    show(receiptHandle, config.visibility());
  }

  /** Lets the message be received again after that time. Best effort: it will be, in any case. */
  void show(String receiptHandle, Duration after) {
    sqs.getQueueUrl(get -> get.queueName(config.queues().tasks()))
        .thenCompose(
            queue ->
                sqs.changeMessageVisibility(
                    change ->
                        change
                            .queueUrl(queue.queueUrl())
                            .receiptHandle(receiptHandle)
                            .visibilityTimeout((int) after.toSeconds())))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                LOG.debugf("message visibility not changed cause=%s", failure);
              }
            });
  }
}
