package dev.weir.scheduler;

import dev.weir.service.SqsRetries;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What the service stands on and a test may put something else in place of. */
class SchedulerBeans {
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * The one SQS client. The connector takes it because it is resolvable; endpoint, region and
   * credentials come from the SDK's own environment. It lives as long as the process: closing it
   * under the connector's long poll would only make noise. It asks again until the call's time is
   * up, which for sending is short, since a caller waits for it.
   */
  @Produces
  @ApplicationScoped
  @Unremovable
  SqsAsyncClient sqs() {
    return SqsAsyncClient.builder()
        .overrideConfiguration(
            override -> override.retryStrategy(SqsRetries.endless()).apiCallTimeout(SEND_TIMEOUT))
        .build();
  }
}
