package dev.weir.scheduler.queue;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.aws.sqs.SqsReceiveMessageRequestCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Lifts the SQS client's time limit from asking for events: the connector would take a failure that
 * is not SQS's own, such as a connection refused, for the end of its stream.
 */
@ApplicationScoped
@Identifier("task-events")
class PatientReceive implements SqsReceiveMessageRequestCustomizer {
  private static final Duration FOREVER = Duration.ofDays(3650);

  @Override
  public void customize(ReceiveMessageRequest.Builder request) {
    request.overrideConfiguration(override -> override.apiCallTimeout(FOREVER));
  }
}
