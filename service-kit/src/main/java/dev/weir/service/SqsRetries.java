package dev.weir.service;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** How services ask SQS again. */
public final class SqsRetries {
  private SqsRetries() {}

  /**
   * Until the call's own time is up. The messaging connector would take one failure that is not
   * SQS's own, such as a connection refused, for the end of its stream.
   */
  public static StandardRetryStrategy endless() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(Integer.MAX_VALUE)
        .circuitBreakerEnabled(false)
        // An SQS that starts again may have its queues a moment later than its port.
        .retryOnException(QueueDoesNotExistException.class)
        .build();
  }
}
