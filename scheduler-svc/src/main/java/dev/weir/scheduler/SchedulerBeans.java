package dev.weir.scheduler;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What the service stands on and a test may put something else in place of. */
class SchedulerBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * The one SQS client. The connector takes it because it is resolvable; endpoint, region and
   * credentials come from the SDK's own environment.
   */
  @Produces
  @ApplicationScoped
  @Unremovable
  SqsAsyncClient sqs() {
    return SqsAsyncClient.create();
  }

  void close(@Disposes SqsAsyncClient sqs) {
    sqs.close();
  }
}
