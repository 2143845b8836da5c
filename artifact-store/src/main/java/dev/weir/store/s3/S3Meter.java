package dev.weir.store.s3;

import dev.weir.store.StoreConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts what is asked of S3, each attempt, and what that costs by the configured prices. */
@ApplicationScoped
class S3Meter implements ExecutionInterceptor {
  private static final double THOUSAND = 1000;

  private final MeterRegistry meters;
  private final StoreConfig.Prices prices;

  S3Meter(MeterRegistry meters, StoreConfig config) {
    this.meters = meters;
    this.prices = config.prices();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    count(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), "service");
  }

  /** A request that a client will send with a URL of ours. */
  void signed(String operation) {
    count(operation, "client");
  }

  private void count(String operation, String sender) {
    meters.counter("store.s3.requests", "operation", operation, "sender", sender).increment();
    meters.counter("store.s3.cost", "operation", operation).increment(price(operation));
  }

  private double price(String operation) {
    if (operation.startsWith("Delete")) {
      return 0;
    }
    var isCheap = operation.startsWith("Get") || operation.startsWith("Head");
    return (isCheap ? prices.getPerThousand() : prices.putPerThousand()) / THOUSAND;
  }
}
