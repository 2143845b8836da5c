package dev.weir.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.aws.sqs.SqsReceiveMessageRequestCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Holds the connector to our slots: it would otherwise ask for messages as fast as it can and keep
 * them in its buffers. Each request waits for free slots and asks for as many messages; the slots
 * that it did not fill are free again when its answer is there.
 */
@ApplicationScoped
@Identifier("tasks")
class ReceiveRequests implements SqsReceiveMessageRequestCustomizer, ExecutionInterceptor {
  private static final int MOST_AT_ONCE = 10;

  /** The slots that a request has taken. */
  private static final ExecutionAttribute<Integer> TAKEN = new ExecutionAttribute<>("weir.slots");

  private final Slots slots;
  private final int visibilitySeconds;

  ReceiveRequests(Slots slots, WorkerConfig config) {
    this.slots = slots;
    this.visibilitySeconds = (int) config.visibility().toSeconds();
  }

  @Override
  public void customize(ReceiveMessageRequest.Builder request) {
    try {
      var taken = slots.take(MOST_AT_ONCE);
      request
          .maxNumberOfMessages(taken)
          .visibilityTimeout(visibilitySeconds)
          .overrideConfiguration(override -> override.putExecutionAttribute(TAKEN, taken));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the worker stops");
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.response() instanceof ReceiveMessageResponse response) {
      giveBack(context.request(), response.messages().size());
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    giveBack(context.request(), 0);
  }

  /** Only the connector's own requests have taken slots. */
  private void giveBack(SdkRequest request, int filled) {
    request
        .overrideConfiguration()
        .flatMap(override -> override.executionAttributes().getOptionalAttribute(TAKEN))
        .ifPresent(taken -> slots.giveBack(taken - filled));
  }
}
