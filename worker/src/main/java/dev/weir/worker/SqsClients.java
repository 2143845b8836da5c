package dev.weir.worker;

import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The one SQS client, which the connector takes because it is resolvable. */
class SqsClients {

  /**
   * It never stops asking again: the connector would take one failure that is not SQS's own, such
   * as a connection refused, for the end of its stream. It lives as long as the process.
   */
  @Produces
  @ApplicationScoped
  @Unremovable
  SqsAsyncClient sqs(@Identifier("tasks") ReceiveRequests requests) {
    var retry =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(Integer.MAX_VALUE)
            .circuitBreakerEnabled(false)
            // An SQS that starts again may have its queues a moment later than its port.
            .retryOnException(QueueDoesNotExistException.class)
            .build();
    return SqsAsyncClient.builder()
        .overrideConfiguration(
            override -> override.retryStrategy(retry).addExecutionInterceptor(requests))
        .build();
  }
}
