package dev.weir.scheduler.queue;

import dev.weir.scheduler.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Ready only while SQS answers for both queues. */
@Readiness
@ApplicationScoped
class QueuesReachable implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SqsAsyncClient sqs;
  private final List<String> queues;

  QueuesReachable(SqsAsyncClient sqs, SchedulerConfig config) {
    this.sqs = sqs;
    this.queues = List.of(config.queues().tasks(), config.queues().taskEvents());
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("SQS queues").up();
    for (var queue : queues) {
      try {
        sqs.getQueueUrl(
                ask ->
                    ask.queueName(queue)
                        .overrideConfiguration(limit -> limit.apiCallTimeout(PATIENCE)))
            .join();
        response.withData(queue, "reachable");
      } catch (CompletionException e) {
        response.withData(queue, String.valueOf(e.getCause())).down();
      }
    }
    return response.build();
  }
}
