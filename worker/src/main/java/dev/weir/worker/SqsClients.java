package dev.weir.worker;

import dev.weir.service.SqsRetries;
import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The one SQS client, which the connector takes because it is resolvable. */
class SqsClients {

  /** It never stops asking again, and lives as long as the process. */
  @Produces
  @ApplicationScoped
  @Unremovable
  SqsAsyncClient sqs(@Identifier("tasks") ReceiveRequests requests) {
    return SqsAsyncClient.builder()
        .overrideConfiguration(
            override ->
                override.retryStrategy(SqsRetries.endless()).addExecutionInterceptor(requests))
        .build();
  }
}
